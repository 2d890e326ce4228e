import type { z } from "zod";
import { type Path, pathText } from "./path.ts";

/** Queries on the zod types of a definition: they look through `optional`, and into objects, arrays and records. */

/** Returns a type without its `optional` wrapper. */
export function unwrapped(type: z.ZodType | undefined): z.ZodType | undefined {
  const inner = (type as { unwrap?: () => z.ZodType } | undefined)?.unwrap;
  return type && inner && type.type !== "array" ? unwrapped(inner.call(type)) : type;
}

/** Returns a property's description and flags, whether its `meta()` comes before or after `optional()`. */
export function flagsOf(type: z.ZodType | undefined): Readonly<Record<string, unknown>> {
  if (!type) return {};
  const inner = unwrapped(type);
  return { ...(inner === type ? {} : flagsOf(inner)), ...type.meta() };
}

/** Returns the member types of an object, an array or a record, by key; the key of arrays and records is `*`. */
function children(type: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  const plain = unwrapped(type) as
    | { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType }
    | undefined;
  if (plain?.type === "object") return plain.shape ?? {};
  const each = plain?.type === "array" ? plain.element : plain?.type === "record" ? plain.valueType : undefined;
  return each ? { "*": each } : {};
}

/** Returns the types along a path, outermost first; fewer than the path's keys if its end isn't defined. */
export function typesAlong(schema: z.ZodType, path: Path): z.ZodType[] {
  const types: z.ZodType[] = [];
  let at: z.ZodType | undefined = schema;
  for (const key of path) {
    const inside: Readonly<Record<string, z.ZodType>> = children(at);
    at = inside[String(key)] ?? inside["*"];
    if (!at) break;
    types.push(at);
  }
  return types;
}

/** Returns the type of a property, or undefined if it isn't defined. */
export function typeAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.length === 0 ? schema : typesAlong(schema, path)[path.length - 1];
}

/** Returns the keys that the object at a path may have. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  return Object.keys(children(typeAt(schema, path))).filter((key) => key !== "*");
}

/** Returns patterns of the properties that have a flag, at any depth: `pin`, `accounts.*.token`. Omits properties inside a flagged one. */
export function flaggedPaths(schema: z.ZodType, flag: string): string[] {
  const below = (type: z.ZodType, path: Path): string[] =>
    Object.entries(children(type)).flatMap(([key, inner]) => {
      const here = [...path, key];
      return flagsOf(inner)[flag] === true ? [pathText(here)] : below(inner, here);
    });
  return below(schema, []);
}
