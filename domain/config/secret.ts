import { basename } from "node:path";
import { z } from "zod";
import type { StackDocument } from "./document.ts";
import { formatPath, type Violation, violation } from "./problem.ts";

/** A value that a file holds encrypted. {@link secretViolations} checks that it is a ciphertext. */
export const secret = z
  .strictObject({ secure: z.string().describe("The ciphertext.") })
  .describe("Encrypted: `pulumi config set --secret --path` writes it.");

/** The command that sets a secret of a file: `pulumi config set --secret --stack acme-us --path '...'`. It asks for the value. */
export function setSecretCommand(file: string, path: readonly PropertyKey[]): string {
  const stack = basename(file)
    .replace(/^Pulumi\./, "")
    .replace(/\.yaml$/, "");
  const [key, ...rest] = path;
  return rest.length === 0
    ? `pulumi config set --secret --stack ${stack} ${String(key)}`
    : `pulumi config set --secret --stack ${stack} --path '${formatPath(path)}'`;
}

const NAMES =
  /(?:token|secret|secretkey|secretaccesskey|password|passwd|passphrase|privatekey|apikey|clientkey|credential)$/;

/** Whether the name of a setting says that it is a secret, in any spelling: `authToken`, `auth_token`, `secretKey`. */
export const isSecretName = (name: string): boolean => NAMES.test(name.toLowerCase().replace(/[^a-z]/g, ""));

/** Forms of known secrets, for settings of any name. */
const SHAPES: readonly RegExp[] = [
  /^[0-9a-f]{32}$/i, // Twilio's auth tokens and API key secrets
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/, // AWS secret access keys
  /\bpul-[0-9a-f]{40}\b/, // Pulumi
  /\bgh[pousr]_[A-Za-z0-9]{36}/, // GitHub
  /\bxox[abprs]-[A-Za-z0-9-]{10}/, // Slack
  /\bsk_live_[A-Za-z0-9]{16}/, // Stripe
  /\bsk-[A-Za-z0-9_-]{32}/, // OpenAI and others
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Whether a value looks like a secret. */
export const looksSecret = (value: unknown): boolean =>
  (typeof value === "string" || typeof value === "number") && SHAPES.some((shape) => shape.test(String(value).trim()));

/** Who issued a secret, and how to rotate it there. */
function issuerOf(path: readonly PropertyKey[]): string {
  const name = formatPath(path).toLowerCase();
  if (/apikeysecret/.test(name))
    return "Twilio: create a new API key, then delete this one (https://www.twilio.com/docs/iam/api-keys)";
  if (/authtoken|twilio/.test(name))
    return "Twilio: create a secondary auth token and promote it (https://www.twilio.com/docs/iam/api/authtoken)";
  if (name.startsWith("aws:"))
    return "AWS: create a new access key, then delete this one (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys_update.html)";
  return "its issuer";
}

/** The violation for a secret in plaintext. No message ever repeats the value. */
export function exposed(file: string, path: readonly PropertyKey[], what = "is in plaintext"): Violation {
  return violation(
    path,
    "secret-in-plaintext",
    `\`${String(path.at(-1))}\` ${what}, so this secret is exposed to everyone who has this file or its history`,
    `rotate it at ${issuerOf(path)}; remove the value, then run: ${setSecretCommand(file, path)}`,
  );
}

/** The violation for an empty secret, which an unset variable of a CI pipeline causes. */
export const emptySecret = (file: string, path: readonly PropertyKey[]): Violation =>
  violation(
    path,
    "empty-secret",
    `\`${String(path.at(-1))}\` is empty: an unset variable of a CI pipeline makes it so`,
    `run: ${setSecretCommand(file, path)}`,
  );

/** A ciphertext of Pulumi: `v1:` with a nonce and a ciphertext, or, from Pulumi Cloud, a longer text in Base64. */
const isCiphertext = (text: string) =>
  /^v1:[A-Za-z0-9+/=]+(?::[A-Za-z0-9+/=]+)?$/.test(text) ||
  (/^[A-Za-z0-9+/=]{40,}$/.test(text) && !/^[0-9a-f]+$/i.test(text) && !looksSecret(text));

/** Secrets below a key of the file that are in plaintext (by their name or form), empty, or below `secure` without being a ciphertext. */
export function secretViolations({ file, config }: StackDocument, key: string): Violation[] {
  const found: Violation[] = [];
  const seen = new Set<unknown>();
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (value !== null && typeof value === "object") {
      // Report a value once, even if aliases make it appear in several places.
      if (seen.has(value)) return;
      seen.add(value);
      const { secure } = value as { secure?: unknown };
      if (typeof secure === "string" && Object.keys(value).length === 1) {
        noteSecure(secure, path);
        return;
      }
      for (const [name, part] of Object.entries(value))
        walk(part, [...path, Array.isArray(value) ? Number(name) : name]);
      return;
    }
    const name = String(path.findLast((part) => typeof part === "string") ?? "");
    // A SID isn't a secret; its schema checks it.
    if (/sid$/i.test(name) || (typeof value !== "string" && typeof value !== "number")) return;
    if (isSecretName(name)) found.push(String(value).trim() === "" ? emptySecret(file, path) : exposed(file, path));
    else if (looksSecret(value)) found.push(exposed(file, path));
  };
  const noteSecure = (secure: string, path: readonly PropertyKey[]): void => {
    if (secure.trim() === "") found.push(emptySecret(file, path));
    else if (!isCiphertext(secure))
      found.push(exposed(file, path, "has a value below `secure` that Pulumi didn't encrypt"));
  };
  walk(config[key], [key]);
  return found;
}

/** {@link secretViolations} of the keys that no schema checks, for example `aws:secretKey`. */
export const otherSecrets = (document: StackDocument, checked: readonly string[]): Violation[] =>
  Object.keys(document.config)
    .filter((key) => !checked.includes(key))
    .flatMap((key) => secretViolations(document, key));
