import * as pulumi from "@pulumi/pulumi";
import type { RegionConfig } from "../config/region.ts";
import { Refusal } from "../refusal.ts";
import { type RegionOutputs, regionOutputsSchema, rulesDigest } from "../region/outputs.ts";
import { type HeldNumbers, heldNumbersSchema } from "../rules/live-numbers.ts";

const reference = (name: string, stack: string) =>
  new pulumi.StackReference(name, { name: `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}` });

/** The deployed region's infrastructure. Refuses a region that isn't deployed, or was deployed with other rules than this checkout's. */
export async function deployedRegion(region: RegionConfig): Promise<RegionOutputs> {
  // An undeployed stack answers with no outputs and no error.
  const details = await reference("region", region.id).getOutputDetails("region");
  const parsed = regionOutputsSchema.safeParse(details.value);
  if (!parsed.success) {
    throw new Refusal(
      "region-not-deployed",
      details.value === undefined
        ? `Region \`${region.id}\` isn't deployed, so there is nothing for its tenants to stand on.`
        : `Region \`${region.id}\` was deployed by a version that this one can't read.`,
      `pulumi up --stack ${region.id}`,
    );
  }
  if (parsed.data.rules !== rulesDigest(region)) {
    throw new Refusal(
      "region-rules-differ",
      `Region \`${region.id}\` was deployed with other rules (${parsed.data.rules}) than those in this checkout (${rulesDigest(region)}).`,
      `deploy the region first: pulumi up --stack ${region.id}`,
    );
  }
  return parsed.data;
}

/** What this very stack held after its last update; empty before the first. */
export async function heldNumbers(): Promise<HeldNumbers> {
  const details = await reference("self", pulumi.getStack()).getOutputDetails("numbers");
  const value: unknown = details.value ?? details.secretValue;
  return value === undefined ? {} : heldNumbersSchema.parse(value);
}
