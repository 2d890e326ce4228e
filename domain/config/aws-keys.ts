import { renameOrRemove } from "./edits.ts";
import { shortened, type Violation, violation } from "./problem.ts";

/** Settings that choose the AWS account and Region. Package `aws`, the `aybiza` provider and the CLI's commands all read these two. */
export const SHARED = ["region", "profile"];

/** Settings that only package `aws` reads. They are allowed, since they change neither the account nor the endpoint. */
export const HARMLESS = [
  "defaultTags",
  "ignoreTags",
  "maxRetries",
  "retryMode",
  "s3UsePathStyle",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
];

/** Whether all `aws:endpoints` point at this machine, as in a rehearsal (docs/aws-provider.md). */
const leadsToLoopback = (value: unknown): boolean =>
  Array.isArray(value) &&
  value
    .flatMap((one: unknown) => (one !== null && typeof one === "object" ? Object.values(one) : [one]))
    .every((url) => typeof url === "string" && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(url));

/** Whether a stack may have this `aws:` setting. The engine passes objects as JSON text. */
export function awsKeyAllowed(key: string, value: unknown): boolean {
  const name = key.replace(/^aws:/, "");
  if (name !== "endpoints") return SHARED.includes(name) || HARMLESS.includes(name);
  if (typeof value !== "string") return leadsToLoopback(value);
  try {
    return leadsToLoopback(JSON.parse(value));
  } catch {
    return false;
  }
}

/** The fix for a refused setting. */
export const AWS_KEYS_FIX =
  "set `aws:profile` to a profile of ~/.aws/config that does the same (role_arn, credential_source, ...), or set the AWS_ environment variables: every part of the program reads both";

/** Refuses `aws:` settings that only package `aws` reads and that could make it use another account than the rest of the program. */
export function awsKeyViolations(config: Readonly<Record<string, unknown>>): Violation[] {
  return Object.entries(config)
    .filter(([key, value]) => key.startsWith("aws:") && !awsKeyAllowed(key, value))
    .map(([key]) => {
      const free = SHARED.map((name) => `aws:${name}`).filter((name) => !(name in config));
      const misspelt = renameOrRemove([key], free);
      // No edit is proposed that removes the setting: the stack would then deploy to another account than its file says.
      const isRename = misspelt.edits?.[0]?.kind === "rename";
      return violation(
        [key],
        "aws-setting-not-allowed",
        `\`${shortened(key)}\` isn't allowed: only package \`aws\` reads it, so the other parts of the program could use another AWS account`,
        isRename ? misspelt : `remove it; ${AWS_KEYS_FIX}`,
      );
    });
}
