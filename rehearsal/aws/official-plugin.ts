import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { UserError } from "../../domain/user-error.ts";
import { packageVersion } from "./provider/arguments.ts";

/** The AWS services that the programs use. The official plugin needs an endpoint for each. */
const SERVICES = [
  "acm",
  "apigatewayv2",
  "cloudfront",
  "cloudwatch",
  "dynamodb",
  "iam",
  "kms",
  "lambda",
  "logs",
  "route53",
  "s3",
  "sns",
  "sqs",
  "sts",
] as const;

/** Returns the path of the official plugin in this Pulumi home; undefined unless it is installed in the version of @pulumi/aws. */
export function officialPlugin(pulumiHome: string): string | undefined {
  const path = join(pulumiHome, "plugins", `resource-aws-v${packageVersion}`, "pulumi-resource-aws");
  return existsSync(path) ? path : undefined;
}

/** @throws UserError with the install command, if this Pulumi home lacks the official plugin */
export function requireOfficialPlugin(pulumiHome: string): void {
  if (officialPlugin(pulumiHome) !== undefined) return;
  throw new UserError(
    "official-plugin-missing",
    `the official plugin of package aws, v${packageVersion}, isn't installed in ${pulumiHome}`,
    [
      `install it there (several hundred megabytes from the Internet): PULUMI_HOME=${pulumiHome} npx pulumi plugin install resource aws v${packageVersion}`,
      "or omit --aws-provider: a rehearsal has its own provider",
    ],
  );
}

/**
 * Returns the configuration keys with which the official plugin uses an AWS API on loopback. The plugin sends no request to real AWS:
 * credentials come from the environment and aren't validated, instance metadata isn't queried, and the account id comes from the local STS.
 */
export function officialConfiguration(endpoint: string): Record<string, unknown> {
  return {
    "aws:endpoints": [Object.fromEntries(SERVICES.map((service) => [service, endpoint]))],
    "aws:skipCredentialsValidation": true,
    "aws:skipMetadataApiCheck": true,
    "aws:skipRegionValidation": true,
    "aws:s3UsePathStyle": true,
  };
}

/** Adds {@link officialConfiguration} to a stack's file. */
export function configureStack(file: string, endpoint: string): void {
  const stack = parseDocument(readFileSync(file, "utf8"));
  for (const [key, value] of Object.entries(officialConfiguration(endpoint)))
    stack.setIn(["config", key], stack.createNode(value));
  writeFileSync(file, stack.toString());
}
