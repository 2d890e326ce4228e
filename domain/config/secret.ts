import { basename } from "node:path";
import { z } from "zod";
import type { StackDocument } from "./document.ts";
import { formatPath, type Problem } from "./problem.ts";

/** A value that a file only ever holds encrypted. Whether it is a ciphertext {@link secretProblems} says, which knows the stack. */
export const secret = z
  .strictObject({ secure: z.string() })
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

/** Whether a setting of this name holds a secret, in any spelling: `authToken`, `auth_token`, `authtoken`, `secretKey`. */
export const isSecretName = (name: string): boolean => NAMES.test(name.toLowerCase().replace(/[^a-z]/g, ""));

/** Secrets by their shape, wherever they are written. */
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

/** Who issued a secret, and how it is rotated there. */
function ownerOf(path: readonly PropertyKey[]): string {
  const name = formatPath(path).toLowerCase();
  if (/apikeysecret/.test(name))
    return "Twilio: make a new API key, then delete this one (https://www.twilio.com/docs/iam/api-keys)";
  if (/authtoken|twilio/.test(name))
    return "Twilio: create a secondary auth token and promote it (https://www.twilio.com/docs/iam/api/authtoken)";
  if (name.startsWith("aws:"))
    return "AWS: make a new access key, then delete this one (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys_update.html)";
  return "its owner";
}

/** A secret in plaintext, as message and fix. The value is never repeated. */
export function exposed(file: string, path: readonly PropertyKey[]): Pick<Problem, "code" | "message" | "fix"> {
  const name = String(path.at(-1));
  return {
    code: "secret-in-clear",
    message: `\`${name}\` is in plaintext, so this secret is exposed to everyone who has this file or its history`,
    fix: `rotate it at ${ownerOf(path)}; take the value out, then run: ${setSecretCommand(file, path)}`,
  };
}

/** A secret without a value, as an unset variable of a pipeline leaves it. */
export function emptySecret(file: string, path: readonly PropertyKey[]): Pick<Problem, "code" | "message" | "fix"> {
  const name = String(path.at(-1));
  const message = `\`${name}\` is empty: whatever should have set it had no value`;
  return { code: "empty-secret", message, fix: `run: ${setSecretCommand(file, path)}` };
}

/** What Pulumi writes: `v1:` with a nonce and a ciphertext, or, of Pulumi Cloud, a longer text of Base64. */
const isCiphertext = (text: string) =>
  /^v1:[A-Za-z0-9+/=]+(?::[A-Za-z0-9+/=]+)?$/.test(text) ||
  (/^[A-Za-z0-9+/=]{40,}$/.test(text) && !/^[0-9a-f]+$/i.test(text) && !looksSecret(text));

/** Secrets below a key of the file that aren't encrypted, by their name or their shape, and encrypted ones that are empty or never were encrypted. */
export function secretProblems(document: StackDocument, key: string): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  const note = (path: readonly PropertyKey[], what: Pick<Problem, "code" | "message" | "fix">) =>
    problems.push({ ...what, file: document.file, line: document.line(path), path: document.path(path) });
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (value !== null && typeof value === "object") {
      // An alias can make a value its own part.
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
    // A SID is no secret; its own rule says what belongs there.
    if (/sid$/i.test(name) || (typeof value !== "string" && typeof value !== "number")) return;
    if (isSecretName(name))
      note(path, String(value).trim() === "" ? emptySecret(document.file, path) : exposed(document.file, path));
    else if (looksSecret(value)) note(path, exposed(document.file, path));
  };
  const noteSecure = (secure: string, path: readonly PropertyKey[]): void => {
    if (secure.trim() === "") note(path, emptySecret(document.file, path));
    if (secure.trim() === "" || isCiphertext(secure)) return;
    const { fix } = exposed(document.file, path);
    const message = `\`${String(path.at(-1))}\` holds below \`secure\` what Pulumi didn't encrypt, so this secret is exposed if it is one`;
    note(path, { code: "secret-in-clear", message, fix });
  };
  walk(document.config[key], [key]);
  return problems;
}

/** The same for every other key of a file than those whose schema is checked, such as a provider's own settings (`aws:secretKey`). */
export const otherSecrets = (document: StackDocument, checked: readonly string[]): Problem[] =>
  Object.keys(document.config)
    .filter((key) => !checked.includes(key))
    .flatMap((key) => secretProblems(document, key));
