import { isDeepStrictEqual } from "node:util";
import { type Bag, UNKNOWN } from "../../../providers/kit/handler.ts";
import type { ArgumentType } from "./arguments.ts";

/** Tells whether a value is a plain object: not a list or null. */
export function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells whether a value is undefined, null, or an empty text, list or map. Terraform, which the official provider wraps, treats these as unset. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isBag(value) && Object.keys(value).length === 0;
}

/** Parses a JSON policy and sorts its unordered lists; undefined if it isn't JSON. */
export function parsedPolicy(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return withoutOrder(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Sorts lists of strings and unwraps lists of one, since IAM treats these forms as equal. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutOrder);
    if (items.length === 1) return items[0];
    return items.every((i) => typeof i === "string") ? [...items].sort() : items;
  }
  if (!isBag(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutOrder(v)]));
}

/** Tells whether two policy documents are equivalent. */
export function samePolicy(a: unknown, b: unknown): boolean {
  const [left, right] = [parsedPolicy(a), parsedPolicy(b)];
  return left !== undefined && isDeepStrictEqual(left, right);
}

/** Tells whether two lists have the same items, in any order. */
export function sameSet(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && isDeepStrictEqual(sorted(a), sorted(b));
}

export function sorted(list: readonly unknown[]): unknown[] {
  return [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function text(value: unknown): string {
  return JSON.stringify(
    isBag(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

/**
 * Reduces AWS's value to what the program set: drops object fields that the program left to AWS. Keeps maps and lists
 * whole, so that an added key counts as drift.
 */
export function projected(given: unknown, live: unknown, type: ArgumentType | undefined): unknown {
  if (typeof type === "object" && "object" in type && isBag(given) && isBag(live)) {
    const fields = Object.entries(given).map(([k, v]) => [k, projected(v, live[k], type.object[k]?.type)] as const);
    return Object.fromEntries(fields.filter(([, v]) => v !== undefined && v !== null));
  }
  if (
    typeof type === "object" &&
    "list" in type &&
    Array.isArray(given) &&
    Array.isArray(live) &&
    given.length === live.length
  ) {
    return live.map((v, i) => projected(given[i], v, type.list));
  }
  if (isEmpty(given) && isEmpty(live)) return given;
  return live;
}

/** Tells whether a value, or a part of it, is unknown (in a preview). */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isBag(value) && Object.values(value).some(hasUnknown);
}

/** Returns a copy without the keys whose value is undefined or null. */
export function given(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([, v]) => v !== undefined && v !== null));
}

/** Key and value with which the engine marks a resource that is passed as a value. Source: sdk/go/common/resource/sig/sig.go of pulumi/pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Replaces resources by their ids: a program may pass a role where its name is expected. */
export function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isBag(value)) return value;
  if (value[SIGNATURE] === REFERENCE) return value.id || UNKNOWN;
  if (SIGNATURE in value) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutReferences(v)]));
}
