import { createHash } from "node:crypto";

/** Twilio's limit for a friendly name (error 20002). */
export const LONGEST_NAME = 64;
const TOKEN_LENGTH = 12;
/** Maximum length of a friendly name that leaves room for a space and the token. */
export const LONGEST_NAME_WITH_TOKEN = LONGEST_NAME - TOKEN_LENGTH - 1;

/**
 * Returns the idempotency token: the first 12 hex digits of the URN's SHA-256. It ends the friendly name, so that a create finds the object of an
 * earlier run that was killed before it saved the response.
 */
export function tokenOf(urn: string): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, TOKEN_LENGTH);
}

/** Returns the name with the URN's token: `Front desk 1a2b3c4d5e6f`. */
export function withToken(name: string, urn: string): string {
  const kept = name.slice(0, LONGEST_NAME_WITH_TOKEN).trimEnd();
  return kept ? `${kept} ${tokenOf(urn)}` : tokenOf(urn);
}

/** Returns the name without this URN's token. Another resource's token counts as part of the name. */
export function withoutToken(name: string, urn: string): string {
  const token = tokenOf(urn);
  return hasToken(name, urn) ? name.slice(0, -token.length).trimEnd() : name;
}

export function hasToken(name: string | null | undefined, urn: string): boolean {
  return name?.endsWith(tokenOf(urn)) ?? false;
}

/** Returns the resource's name in the program: the last part of the URN. */
export function resourceName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Tells whether a name ends with a token of any resource, which means that this provider created the object. */
export function endsWithToken(name: string | null | undefined): boolean {
  return new RegExp(`(^| )[0-9a-f]{${TOKEN_LENGTH}}$`).test(name ?? "");
}
