import type { StackDocument } from "./document.ts";
import { renameOrTakeOut } from "./edits.ts";
import { type Problem, shortened } from "./problem.ts";

/** Settings of package `aws` that say where and as whom AWS is asked: the `aybiza` provider and the verbs of `./aybiza` read these two as well. */
const SHARED = ["region", "profile"];

/** Settings that change neither the account nor the endpoint: one of the two providers may have them alone. */
const HARMLESS = [
  "defaultTags",
  "ignoreTags",
  "maxRetries",
  "retryMode",
  "s3UsePathStyle",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
];

/** A rehearsal's own: `aws:endpoints` that all lead to this machine (docs/aws-provider.md). */
const leadsToLoopback = (value: unknown): boolean =>
  Array.isArray(value) &&
  value
    .flatMap((one: unknown) => (one !== null && typeof one === "object" ? Object.values(one) : [one]))
    .every((url) => typeof url === "string" && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(url));

/** Whether a stack may be given this `aws:` setting. `value` is text where the engine gives it, as it encodes objects. */
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

/** What to do in place of a refused setting. */
export const AWS_KEYS_FIX =
  "name a profile of ~/.aws/config that does the same (role_arn, credential_source, ...) as `aws:profile`, or set the AWS_ variables of the environment: both reach every part";

const says = (key: string) =>
  `\`${shortened(key)}\` isn't for this project: package \`aws\` alone would follow it, so the region's guard and the tenants' items could be looked for in another AWS account`;

/** `aws:` settings by which one part of the program would reach another account than the rest. */
export function awsKeyProblems(document: StackDocument): Problem[] {
  return Object.entries(document.config)
    .filter(([key, value]) => key.startsWith("aws:") && !awsKeyAllowed(key, value))
    .map(([key]) => {
      const free = SHARED.map((name) => `aws:${name}`).filter((name) => !(name in document.config));
      const misspelt = renameOrTakeOut([key], free);
      // No edit takes it out: without it the stack would go to another account than its file says.
      const isRename = misspelt.edits?.[0]?.kind === "rename";
      return {
        code: "aws-key",
        file: document.file,
        line: document.line([key]),
        path: document.path([key]),
        message: says(key),
        ...(isRename ? misspelt : { fix: `take it out; ${AWS_KEYS_FIX}` }),
      };
    });
}
