import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { AWS_KEYS_FIX, awsKeyAllowed } from "../domain/config/aws-keys.ts";
import { loadStackFile } from "../domain/config/load.ts";
import { UserError } from "../domain/user-error.ts";
import { plainErrors } from "../launch/plain-errors.ts";
import { quietSdk } from "../launch/quiet-sdk.ts";

quietSdk();
plainErrors();

/** Reads the stack file and runs the region or the tenant program. */
export default async function main(): Promise<Record<string, unknown>> {
  const file = loadStackFile(join(pulumi.getRootDirectory(), "stacks"), pulumi.getStack());
  refuseAwsSettings();
  // Import only the program that runs, so that a tenant's preview doesn't load the modules of @pulumi/aws that a region needs.
  if (file.kind === "region") return (await import("./region/program.ts")).regionProgram(file);
  return (await import("./tenant/program.ts")).tenantProgram(file);
}

/** Refuses `aws:` settings from outside the stack file (`--config`, `--config-file`, Pulumi ESC, Pulumi.yaml), which no other code checks. */
function refuseAwsSettings(): void {
  const refused = Object.entries(pulumi.runtime.allConfig()).filter(
    ([key, value]) => key.startsWith("aws:") && !awsKeyAllowed(key, value),
  );
  if (refused.length === 0) return;
  throw new UserError(
    "aws-setting-not-allowed",
    `The engine was given ${refused.map(([key]) => `\`${key}\``).join(", ")}, which only package \`aws\` reads: parts of the program could use another AWS account than the rest.`,
    `remove it; ${AWS_KEYS_FIX}`,
  );
}
