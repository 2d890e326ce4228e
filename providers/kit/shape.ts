import type { z } from "zod";
import { type Path, pathText } from "./path.ts";

/** What a definition's types say of their properties: walks through objects, arrays and records, and through `optional`. */

/** What an optional property is when it is given. */
export function unwrapped(type: z.ZodType | undefined): z.ZodType | undefined {
  const inner = (type as { unwrap?: () => z.ZodType } | undefined)?.unwrap;
  return type && inner && type.type !== "array" ? unwrapped(inner.call(type)) : type;
}

/** A property's description and flags, whether they were given before or after `optional()`. */
export function flagsOf(type: z.ZodType | undefined): Readonly<Record<string, unknown>> {
  if (!type) return {};
  const inner = unwrapped(type);
  return { ...(inner === type ? {} : flagsOf(inner)), ...type.meta() };
}

/** The types inside an object, an array (`*`) or a record (`*`), by key. */
function children(type: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  const plain = unwrapped(type) as
    | { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; valueType?: z.ZodType }
    | undefined;
  if (plain?.type === "object") return plain.shape ?? {};
  const each = plain?.type === "array" ? plain.element : plain?.type === "record" ? plain.valueType : undefined;
  return each ? { "*": each } : {};
}

/** The types on the way to a property, from the outermost; shorter than the path where that leads out of what is defined. */
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

/** The type of a property, if it is defined. */
export function typeAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.length === 0 ? schema : typesAlong(schema, path)[path.length - 1];
}

/** The keys that an object there may have. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  return Object.keys(children(typeAt(schema, path))).filter((key) => key !== "*");
}

/** Patterns of the properties that carry a flag, at any depth: `pin`, `accounts.*.token`. What lies inside one isn't named again. */
export function flaggedPaths(schema: z.ZodType, flag: string): string[] {
  const below = (type: z.ZodType, path: Path): string[] =>
    Object.entries(children(type)).flatMap(([key, inner]) => {
      const here = [...path, key];
      return flagsOf(inner)[flag] === true ? [pathText(here)] : below(inner, here);
    });
  return below(schema, []);
}
