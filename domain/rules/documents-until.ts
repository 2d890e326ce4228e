import type { Documents } from "../config/documents.ts";

/** Days before a document's end in which it is near expiry. A review may take weeks, and Twilio promises no time. */
export const NEAR_EXPIRY_DAYS = 30;

/** A document with an end: the bundle itself, or one of its documents. */
export interface Expiring {
  /** Its place in the file: `documents.register`. */
  readonly name: string;
  /** Last day on which it is valid, YYYY-MM-DD. */
  readonly until: string;
}

/** The document of a bundle that ends first; undefined if none has an end, or the bundle is a SID of the Console. */
export function firstToExpire({ bundles, documents }: Documents, bundle: string | undefined): Expiring | undefined {
  const found = bundle === undefined ? undefined : bundles[bundle];
  if (found === undefined) return undefined;
  const all = [
    { name: `bundles.${bundle}`, until: found.validUntil },
    ...(found.documents ?? []).map((name) => ({ name: `documents.${name}`, until: documents[name]?.validUntil })),
  ];
  return all
    .filter((one): one is Expiring => one.until !== undefined)
    .sort((a, b) => a.until.localeCompare(b.until))[0];
}

/** Days from now to the end of a day; negative once it is over. */
export const daysLeft = (until: string, now: Date): number =>
  Math.ceil((Date.parse(`${until}T23:59:59Z`) - now.getTime()) / 86_400_000) - 1;

/** Whether a document has expired, or does so within {@link NEAR_EXPIRY_DAYS}. A text that is no day counts as near. */
export const isNearExpiry = (until: string, now: Date): boolean => !(daysLeft(until, now) > NEAR_EXPIRY_DAYS);
