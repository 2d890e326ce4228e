import { createHash } from "node:crypto";

/** Twilio's limit for a friendly name (error 20002). */
export const LONGEST_NAME = 64;
const TOKEN_LENGTH = 12;
/** Limit for the name beside the token and a space. */
export const LONGEST_NAME_WITH_TOKEN = LONGEST_NAME - TOKEN_LENGTH - 1;

/**
 * An idempotency token: the first 12 hex digits of the URN's SHA-256, at the end of the friendly name. By it, a create finds the object of an
 * earlier run that was killed before it recorded the answer.
 */
export function tokenOf(urn: string): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, TOKEN_LENGTH);
}

/** `Front desk 1a2b3c4d5e6f`. */
export function withToken(name: string, urn: string): string {
  const kept = name.slice(0, LONGEST_NAME_WITH_TOKEN).trimEnd();
  return kept ? `${kept} ${tokenOf(urn)}` : tokenOf(urn);
}

/** The name without the token of this URN. Another resource's token counts as part of the name. */
export function withoutToken(name: string, urn: string): string {
  const token = tokenOf(urn);
  return hasToken(name, urn) ? name.slice(0, -token.length).trimEnd() : name;
}

export function hasToken(name: string | null | undefined, urn: string): boolean {
  return name?.endsWith(tokenOf(urn)) ?? false;
}

/** The resource's name in the program: the last part of the URN. */
export function resourceName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Whether a name ends with the token of any resource, so that this provider created the object. */
export function endsWithToken(name: string | null | undefined): boolean {
  return new RegExp(`(^| )[0-9a-f]{${TOKEN_LENGTH}}$`).test(name ?? "");
}
