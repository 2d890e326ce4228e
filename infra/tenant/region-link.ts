import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { RegionConfig } from "../../domain/config/region.ts";
import { type RegionOutputs, regionOutputsSchema, rulesDigest } from "../../domain/contract/region-outputs.ts";
import {
  type HeldConnections,
  type HeldNumbers,
  heldConnectionsSchema,
  heldNumbersSchema,
} from "../../domain/rules/live-numbers.ts";
import { UserError } from "../../domain/user-error.ts";

const fullName = (stack: string) => `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
const reference = (name: string, stack: string) => new pulumi.StackReference(name, { name: fullName(stack) });

/**
 * Reads the deployed region's infrastructure from its stack's outputs.
 *
 * @throws UserError if the region isn't deployed, or was deployed with other rules than this checkout's
 */
export async function deployedRegion(region: RegionConfig): Promise<RegionOutputs> {
  await refuseMissing(region.id);
  // An undeployed stack has no outputs, and reading them raises no error.
  const details = await reference("region", region.id).getOutputDetails("region");
  const parsed = regionOutputsSchema.safeParse(details.value);
  if (!parsed.success) {
    throw new UserError(
      "region-not-deployed",
      details.value === undefined
        ? `Region \`${region.id}\` isn't deployed: its stack has no outputs.`
        : `Region \`${region.id}\` was deployed by a version of this program whose outputs this version can't read.`,
      `deploy the region before its tenants: pulumi up --stack ${region.id}`,
    );
  }
  if (parsed.data.rules !== rulesDigest(region)) {
    throw new UserError(
      "region-rules-differ",
      `Region \`${region.id}\` was deployed with other rules (${parsed.data.rules}) than those in this checkout (${rulesDigest(region)}).`,
      `deploy the region first: pulumi up --stack ${region.id}`,
    );
  }
  return parsed.data;
}

/** Checks that the region's stack exists. A StackReference to a missing stack would end the program with only `unknown stack`. */
async function refuseMissing(region: string): Promise<void> {
  try {
    await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: fullName(region) });
  } catch (error) {
    if (!/unknown stack/.test(String(error))) throw error;
    throw new UserError(
      "region-not-deployed",
      `Region \`${region}\` isn't deployed: there is no stack ${fullName(region)}.`,
      `deploy the region before its tenants: pulumi stack init ${region}, then pulumi up --stack ${region}`,
    );
  }
}

/** A tenant stack's outputs after its last update; empty before the first. */
export interface HeldStack {
  readonly numbers: HeldNumbers;
  readonly tenant: { readonly id: string; readonly region: string } | undefined;
  /** Connections by name in the file. A stack deployed by an older version has none. */
  readonly connections: HeldConnections;
  /** Names from a `count` whose numbers have left the file. */
  readonly retired: readonly string[];
  /** Entries that the last update removed, and whose numbers still existed when it began. */
  readonly leaving: readonly string[];
  /** SIDs of the bundles that the file declares, by name. */
  readonly bundles: Readonly<Record<string, string>>;
  /** The output `bill`, unparsed, since any version may have written it. */
  readonly bill: unknown;
}

/** Reads this stack's own outputs after its last update. */
export async function heldStack(): Promise<HeldStack> {
  const self = reference("self", pulumi.getStack());
  const [numbers, tenant, connections, retired, leaving, bundles, bill] = await Promise.all(
    ["numbers", "tenant", "connections", "retired", "leaving", "bundles", "bill"].map(
      async (name): Promise<unknown> => {
        const details = await self.getOutputDetails(name);
        return details.value ?? details.secretValue;
      },
    ),
  );
  return {
    numbers: numbers === undefined ? {} : heldNumbersSchema.parse(numbers),
    connections: heldConnectionsSchema.parse(connections ?? {}),
    retired: z.array(z.string()).parse(retired ?? []),
    leaving: z.array(z.string()).parse(leaving ?? []),
    bundles: z.record(z.string(), z.string()).parse(bundles ?? {}),
    tenant: tenant === undefined ? undefined : z.object({ id: z.string(), region: z.string() }).parse(tenant),
    bill,
  };
}
