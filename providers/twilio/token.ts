import { createHash } from "node:crypto";

/** Twilio keeps 64 characters of a friendly name (error 20002). */
export const LONGEST_NAME = 64;
const TOKEN_LENGTH = 12;
/** The longest friendly name that leaves room for a space and the purchase token. */
export const LONGEST_NAME_WITH_TOKEN = LONGEST_NAME - TOKEN_LENGTH - 1;

/**
 * Marks what a create made, so that a create that was killed after the request but before its answer was written down finds it again: the
 * first 12 hex digits of the URN's SHA-256, at the end of the friendly name.
 */
export function tokenOf(urn: string): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, TOKEN_LENGTH);
}

/** `Front desk 1a2b3c4d5e6f`. */
export function withToken(name: string, urn: string): string {
  const kept = name.slice(0, LONGEST_NAME_WITH_TOKEN).trimEnd();
  return kept ? `${kept} ${tokenOf(urn)}` : tokenOf(urn);
}

/** The name that the program gave. Another resource's token stays: to us it is part of the name. */
export function withoutToken(name: string, urn: string): string {
  const token = tokenOf(urn);
  return hasToken(name, urn) ? name.slice(0, -token.length).trimEnd() : name;
}

export function hasToken(name: string | null | undefined, urn: string): boolean {
  return name?.endsWith(tokenOf(urn)) ?? false;
}

/** The last part of a URN: the name that the program gave its resource. */
export function resourceName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Whether a name ends with a token, of whichever resource: something that this provider made. */
export function endsWithToken(name: string | null | undefined): boolean {
  return new RegExp(`(^| )[0-9a-f]{${TOKEN_LENGTH}}$`).test(name ?? "");
}
