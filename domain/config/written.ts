import { z } from "zod";
import type { AgentManifest } from "./agent.ts";
import { isPlainMap, type StackDocument } from "./document.ts";
import { agentsSchema, type BuyConfig, type NumberConfig, numbersSchema } from "./tenant.ts";

/** An entry of `aybiza:numbers` without the settings that are missing or were refused. */
export type WrittenNumber = Partial<Omit<NumberConfig, "buy" | "fallback">> & {
  readonly buy?: Partial<BuyConfig>;
  readonly fallback?: Partial<NonNullable<NumberConfig["fallback"]>>;
};

/** An agent without the settings that are missing or were refused. */
export type WrittenAgent = Partial<Omit<AgentManifest, "fallback">> & Pick<WrittenNumber, "fallback">;

/** A connection of any type, valid or not. */
export interface WrittenConnection {
  readonly type: string | undefined;
  readonly accountSid: string | undefined;
  readonly close: boolean;
}

/** A tenant's file without the settings that its schemas refused, so that later checks still run and find other mistakes. */
export interface Written {
  readonly numbers: ReadonlyMap<string, WrittenNumber>;
  readonly agents: ReadonlyMap<string, WrittenAgent>;
  readonly connections: ReadonlyMap<string, WrittenConnection>;
}

/** Reads a tenant's file in spite of its mistakes. */
export function written(document: StackDocument): Written {
  let known = cache.get(document);
  if (known === undefined) {
    const part = (key: string) => (isPlainMap(document.config[key]) ? document.config[key] : {});
    known = {
      numbers: maps(accepted(numbersSchema, part("aybiza:numbers"))) as Written["numbers"],
      agents: maps(accepted(agentsSchema, part("aybiza:agents"))) as Written["agents"],
      connections: new Map(
        [...maps(part("aybiza:connections"))].map(([name, { type, accountSid, close }]) => [
          name,
          { type: textOrNone(type), accountSid: textOrNone(accountSid), close: close === true },
        ]),
      ),
    };
    cache.set(document, known);
  }
  return known;
}
const cache = new WeakMap<StackDocument, Written>();

const maps = (value: unknown): Map<string, Record<string, unknown>> =>
  new Map(Object.entries(value ?? {}).filter((e): e is [string, Record<string, unknown>] => isPlainMap(e[1])));

const textOrNone = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Returns the part of a value that its schema accepts. Each setting of a map is checked separately. */
export function accepted(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  if (!isPlainMap(value)) return undefined;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(inner.shape as Record<string, z.ZodType>)
        .filter(([key]) => Object.hasOwn(value, key))
        .map(([key, one]) => [key, accepted(one, value[key])] as const)
        .filter(([, one]) => one !== undefined),
    );
  }
  if (!(inner instanceof z.ZodRecord)) return undefined;
  const of = inner.valueType as z.ZodType;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, accepted(of, one)]));
}

/** Returns the schema at a path through maps and lists, without its default; undefined if the path doesn't exist or leads into a union. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  const inner = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  const next =
    inner instanceof z.ZodObject
      ? (inner.shape as Record<PropertyKey, z.ZodType>)[key]
      : inner instanceof z.ZodRecord
        ? (inner.valueType as z.ZodType)
        : inner instanceof z.ZodArray
          ? (inner.element as z.ZodType)
          : undefined;
  return next === undefined ? undefined : schemaAt(next, rest);
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema;
}
