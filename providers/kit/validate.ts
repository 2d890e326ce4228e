import type { z } from "zod";
import { type Bag, type CheckFailure, UNKNOWN } from "./handler.ts";
import { pathText } from "./path.ts";
import { flagsOf, keysAt, typeAt } from "./shape.ts";

/**
 * Checks a bag against its schema and reports each invalid property's path. Unknown values pass; null counts as unset. A reason never contains the
 * value, which may be a secret.
 */
export function validate(schema: z.ZodObject, bag: Bag): { inputs: Bag; failures: CheckFailure[] } {
  const inputs = withoutNulls(bag) as Bag;
  const parsed = schema.safeParse(inputs);
  const failures = (parsed.error?.issues ?? []).flatMap((issue) => failuresOf(issue, inputs, schema));
  return { inputs, failures };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, v]) => v !== null && v !== undefined);
  return Object.fromEntries(entries.map(([k, v]) => [k, withoutNulls(v)]));
}

function failuresOf(issue: z.core.$ZodIssue, inputs: Bag, schema: z.ZodObject): CheckFailure[] {
  if (isUnknownAt(inputs, issue.path)) return [];
  const property = pathText(issue.path);
  const said = ownMessage(issue);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({
      property: pathText([...issue.path, key]),
      reason: `there is no such property; there are ${known.join(", ")}`,
    }));
  }
  if (issue.code === "invalid_type" && valueAt(inputs, issue.path) === undefined) {
    return [{ property, reason: `is missing: ${flagsOf(typeAt(schema, issue.path)).description ?? "required"}` }];
  }
  if (issue.code === "invalid_value") return [{ property, reason: `must be ${issue.values.map(String).join(" or ")}` }];
  return [{ property, reason: said }];
}

const EXPECTED: Readonly<Record<string, string>> = {
  int: "an integer",
  array: "an array",
  object: "an object",
  record: "an object",
};

function ownMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `must be ${EXPECTED[issue.expected] ?? `a ${issue.expected}`}`;
  return issue.message;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const key of path) at = (at as Bag | undefined)?.[key as string];
  return at;
}

function isUnknownAt(inputs: Bag, path: readonly PropertyKey[]): boolean {
  return path.some((_, i) => valueAt(inputs, path.slice(0, i + 1)) === UNKNOWN);
}
