import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { AWS_KEYS_FIX, awsKeyAllowed } from "../domain/config/aws-keys.ts";
import { loadStackFile } from "../domain/config/load.ts";
import { UserError } from "../domain/user-error.ts";
import { plainErrors } from "../launch/plain-errors.ts";
import { quietSdk } from "../launch/quiet-sdk.ts";

quietSdk();
plainErrors();

/** Reads the stack's file and runs the region or the tenant program; nothing else. */
export default async function main(): Promise<Record<string, unknown>> {
  const file = loadStackFile(join(pulumi.getRootDirectory(), "stacks"), pulumi.getStack());
  refuseAwsSettings();
  // Only the program that runs is loaded: a tenant's preview never pays for the region's part of @pulumi/aws.
  if (file.kind === "region") return (await import("./region/program.ts")).regionProgram(file);
  return (await import("./tenant/program.ts")).tenantProgram(file);
}

/** The engine may be given settings past the file: by `--config`, `--config-file`, an environment of Pulumi's, Pulumi.yaml. */
function refuseAwsSettings(): void {
  const refused = Object.entries(pulumi.runtime.allConfig()).filter(
    ([key, value]) => key.startsWith("aws:") && !awsKeyAllowed(key, value),
  );
  if (refused.length === 0) return;
  throw new UserError(
    "aws-key",
    `The engine was given ${refused.map(([key]) => `\`${key}\``).join(", ")}, which package \`aws\` alone would follow: parts of the program could reach another AWS account than the rest.`,
    `take it out; ${AWS_KEYS_FIX}`,
  );
}
