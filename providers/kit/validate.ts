import type { z } from "zod";
import { type Bag, type CheckFailure, UNKNOWN } from "./handler.ts";

/**
 * Checks a bag against its schema: every mistake, each at its path. What isn't known yet passes; what is null counts as not given. A reason
 * never holds the value, which may be a secret.
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
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => ({
      property: pathText([...issue.path, key]),
      reason: `there is no such property; there are ${known.join(", ")}`,
    }));
  }
  if (issue.code === "invalid_type" && valueAt(inputs, issue.path) === undefined) {
    return [{ property, reason: `is missing: ${descriptionAt(schema, issue.path)}` }];
  }
  if (issue.code === "invalid_value") return [{ property, reason: `must be ${issue.values.map(String).join(" or ")}` }];
  return [{ property, reason: said }];
}

function ownMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `must be a ${issue.expected}`;
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

function schemaAt(schema: z.ZodObject, path: readonly PropertyKey[]): z.ZodType | undefined {
  let at: z.ZodType | undefined = schema;
  for (const key of path)
    at = (unwrapped(at) as z.ZodObject | undefined)?.shape?.[key as string] as z.ZodType | undefined;
  return at;
}

/** What an optional property is when it is given. */
export function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema?.type === "optional" ? unwrapped((schema as z.ZodOptional<z.ZodType>).unwrap()) : schema;
}

function knownKeys(schema: z.ZodObject, path: readonly PropertyKey[]): string[] {
  return Object.keys((unwrapped(schemaAt(schema, path)) as z.ZodObject | undefined)?.shape ?? {});
}

function descriptionAt(schema: z.ZodObject, path: readonly PropertyKey[]): string {
  return String(schemaAt(schema, path)?.meta()?.description ?? "required");
}

/** `search.areaCode`, `routes[0].host`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, "");
}
