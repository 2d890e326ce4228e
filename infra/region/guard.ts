import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";

/** Input of the guard. */
export interface GuardArgs {
  /** AWS account of the table. */
  readonly account: string;
  readonly table: pulumi.Input<string>;
  readonly webhookDomain: pulumi.Input<string>;
  /** The region's other resources. */
  readonly beneath: readonly pulumi.Resource[];
}

/**
 * Refuses to destroy a region with live numbers. The guard depends on all other resources, so a destroy deletes it first. Its delete fails while
 * the routes table has a route, so the destroy stops before it deletes anything. It needs neither `protect` nor this program.
 */
export function guardRegion(name: string, { account, table, webhookDomain, beneath }: GuardArgs): aybiza.RegionGuard {
  const aws = new pulumi.Config("aws");
  const profile = aws.get("profile");
  const provider = new aybiza.Provider("region", {
    region: aws.require("region"),
    ...(profile !== undefined && { profile }),
  });
  return new aybiza.RegionGuard(
    name,
    { account, table, webhookDomain },
    { provider, protect: true, dependsOn: [...beneath] },
  );
}
