import type { Bag, CheckFailure } from "../../../providers/kit/handler.ts";
import { UNKNOWN } from "../../../providers/kit/handler.ts";
import generated from "./arguments.generated.json" with { type: "json" };
import type { ServedFunction, ServedType } from "./served.ts";

/** The type of an argument, from the types of @pulumi/aws. */
export type ArgumentType =
  | "string"
  | "number"
  | "boolean"
  | "asset"
  | "any"
  | { readonly list: ArgumentType }
  | { readonly map: ArgumentType }
  | { readonly object: Fields };

export interface Argument {
  readonly type: ArgumentType;
  readonly required?: boolean;
}

export type Fields = { readonly [name: string]: Argument };

/** Inputs and outputs of a resource type or a function. */
export interface Signature {
  readonly inputs: Fields;
  readonly outputs: readonly string[];
}

/** The contents of arguments.generated.json. */
export interface Arguments {
  /** The version of @pulumi/aws from which the file was generated. */
  readonly version: string;
  readonly types: { readonly [token: string]: Signature };
  readonly functions: { readonly [token: string]: Signature };
}

const known = generated as unknown as Arguments;

/** Version of @pulumi/aws from which the argument types were generated. */
export const packageVersion = known.version;

/** Returns the inputs and outputs of a supported resource type. */
export function typeSignature(token: ServedType): Signature {
  return known.types[token]!;
}

/** Returns the inputs and outputs of a supported function. */
export function functionSignature(token: ServedFunction): Signature {
  return known.functions[token]!;
}

/** Keys that the engine or the Pulumi bridge adds to a bag of arguments. */
const BESIDE = new Set(["__defaults", "__internal"]);

/** Checks arguments against the types of @pulumi/aws: reports unknown, missing and mistyped ones. Accepts unknown values of a preview. */
export function checkArguments(inputs: Bag, fields: Fields, at = ""): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    if (BESIDE.has(name)) continue;
    const path = at ? `${at}.${name}` : name;
    const field = fields[name];
    if (!field)
      failures.push({
        property: path,
        reason: `@pulumi/aws ${packageVersion} has no such argument${like(name, fields)}`,
      });
    else failures.push(...checkValue(value, field.type, path));
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.required && (inputs[name] === undefined || inputs[name] === null)) {
      failures.push({ property: at ? `${at}.${name}` : name, reason: "is required: set it" });
    }
  }
  return failures;
}

function checkValue(value: unknown, type: ArgumentType, path: string): CheckFailure[] {
  if (value === UNKNOWN || value === undefined || value === null || type === "any" || type === "asset") return [];
  const wrong = (wanted: string) => [{ property: path, reason: `must be ${wanted}, not ${nameOf(value)}` }];
  if (typeof type === "string") return typeof value === type ? [] : wrong(`a ${type}`);
  if ("list" in type) {
    if (!Array.isArray(value)) return wrong("a list");
    return value.flatMap((v, i) => checkValue(v, type.list, `${path}[${i}]`));
  }
  if (typeof value !== "object" || Array.isArray(value)) return wrong("map" in type ? "a map" : "an object");
  if ("map" in type) return Object.entries(value).flatMap(([k, v]) => checkValue(v, type.map, `${path}.${k}`));
  return checkArguments(value as Bag, type.object, path);
}

function nameOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Returns a hint with the argument's name that differs only in case or by one added or missing letter; "" if there is none. */
function like(name: string, fields: Fields): string {
  const lower = name.toLowerCase();
  const near = Object.keys(fields).find((f) => {
    const other = f.toLowerCase();
    return other === lower || other === `${lower}s` || `${other}s` === lower;
  });
  return near ? `; did you mean ${near}?` : "";
}
