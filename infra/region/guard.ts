import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";

/** What is guarded. */
export interface GuardArgs {
  /** AWS account of the table. */
  readonly account: string;
  readonly table: pulumi.Input<string>;
  readonly webhookDomain: pulumi.Input<string>;
  /** All of the region. */
  readonly beneath: readonly pulumi.Resource[];
}

/**
 * Guards the region while it serves live numbers. The guard depends on all the rest, so a destroy deletes it first; its delete looks into the
 * routes table, refuses while a number has a route there, and with it the whole destroy stops before anything was touched. It holds where
 * `protect` was taken off, which a destroy doesn't see and which runs no program of ours.
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
