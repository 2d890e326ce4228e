import { z } from "zod";
import type { StackDocument } from "./document.ts";
import { remove, renameOrRemove, write } from "./edits.ts";
import { escapeHidden } from "./hidden-characters.ts";
import { mistakeOf, violationOf } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { type Fix, nameOf, type Problem, shortened, type Violation, violation } from "./problem.ts";
import { emptySecret, exposed, isSecretName, looksSecret, secretViolations, setSecretCommand } from "./secret.ts";
import { schemaAt } from "./written.ts";

/** Checks one key of a stack file against its schema. Returns the value, or every mistake. */
export function checkKey<S extends z.ZodType>(
  document: StackDocument,
  key: string,
  schema: S,
): { value: z.output<S> | undefined; problems: Problem[] } {
  const given = document.config[key];
  if (given === undefined) {
    const missing = violation(
      [key],
      "missing-key",
      `the file has no \`${key}\`, which this kind of file needs`,
      // A part that is a map of entries may be empty.
      schema instanceof z.ZodRecord
        ? write([key], {}, " below `config:` (docs/stack-files.md shows what it holds)")
        : `add \`${key}:\` below \`config:\` (docs/stack-files.md shows one)`,
    );
    return { value: undefined, problems: [document.locate(missing)] };
  }
  const result = schema.safeParse(given);
  const problems = secretViolations(document, key).map((one) => document.locate(one));
  if (result.success) return { value: result.data, problems };
  const paths = new Set(problems.map(({ path }) => path));
  const others = result.error.issues
    .flatMap((issue) => violationsOf(document, key, schema, issue))
    .map((one) => document.locate(one));
  return { value: undefined, problems: [...problems, ...others.filter(({ path }) => !paths.has(path))] };
}

/** Whether a setting is a credential, which belongs below `twilio:credentials` only. */
const isCredential = (name: string) => isSecretName(name) || name.toLowerCase() === "apikeysid";

function violationsOf(document: StackDocument, key: string, schema: z.ZodType, issue: z.core.$ZodIssue): Violation[] {
  const at = [key, ...issue.path];
  const here = (code: string, message: string, fix: string | Fix) => violation(at, code, message, fix);
  const name = shortened(String(issue.path.at(-1) ?? key));
  const value = valueAt(document.config[key], issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((k) =>
        violation(
          [...at, k],
          "unknown-key",
          `there is no setting \`${shortened(k)}\` in \`${nameOf(at)}\``,
          isCredential(k)
            ? "move it below `twilio:credentials`, by account SID (docs/stack-files.md#credentials)"
            : renameOrRemove([...at, k], freeNames(schema, issue.path, valueAt(document.config[key], issue.path))),
        ),
      );
    case "invalid_key":
      return [
        here("bad-name", `${shown(name)} isn't a valid name: it must be ${issue.issues[0]?.message}`, "rename it"),
      ];
    case "invalid_union":
      return issue.discriminator === "type"
        ? [
            here(
              "unknown-connection-type",
              `\`type\` is ${value === undefined ? "missing" : shown(value)}; the types that can be provisioned are \`managed\` and \`twilio\``,
              "write `type: managed` for numbers that AYBIZA buys, or `type: twilio` for the tenant's own account",
            ),
          ]
        : [
            value === null
              ? here("empty", `\`${name}\` is empty; it needs a value`, valueFor(schema, at, issue.message))
              : here("wrong-value", `\`${name}\` is ${shown(value)}`, oneOfUnion(schema, at, issue, value)),
          ];
    case "invalid_value":
      return [here("wrong-value", `\`${name}\` is ${shown(value)}`, oneOf(at, issue.values.map(String), value))];
    case "invalid_format":
      return [
        here(
          "wrong-value",
          `\`${name}\` is ${shown(value)}`,
          `write ${issue.format === "url" ? "an https: URL" : issue.message}`,
        ),
      ];
    case "too_small":
    case "too_big": {
      const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      if (value === "" || (Array.isArray(value) && value.length === 0))
        return [
          here(
            "empty",
            `\`${name}\` is empty; it needs a value`,
            "give it a value, or remove the setting if it is optional",
          ),
        ];
      return [
        here(
          "wrong-value",
          `\`${name}\` is ${shown(value)}, out of range`,
          `write ${bound}${issue.origin === "string" ? " characters" : ""}`,
        ),
      ];
    }
    case "invalid_type":
      return [invalidType(document, key, schema, issue, value)];
    default: {
      const mistake = issue.code === "custom" ? mistakeOf(issue) : undefined;
      return mistake !== undefined
        ? [violationOf(at, mistake)]
        : [
            here(
              "wrong-value",
              `\`${name}\`: ${issue.message}`,
              `correct it (docs/stack-files.md describes \`${name}\`)`,
            ),
          ];
    }
  }
}

/** JavaScript's types by their YAML names. */
const nouns: Readonly<Record<string, string>> = {
  object: "a map",
  record: "a map",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
};

function invalidType(
  document: StackDocument,
  key: string,
  schema: z.ZodType,
  issue: z.core.$ZodIssueInvalidType,
  value: unknown,
): Violation {
  const at = [key, ...issue.path];
  const here = (code: string, message: string, fix: string | Fix) => violation(at, code, message, fix);
  const name = String(issue.path.at(-1) ?? key);
  const setSecret = `run: ${setSecretCommand(document.file, at)}`;
  const wanted = nouns[issue.expected] ?? issue.expected;
  if (value === undefined || value === null) {
    return isSecretName(name)
      ? here("missing-credential", `\`${name}\` is missing; it is required`, setSecret)
      : value === null
        ? here("empty", `\`${name}\` is empty; it needs a value`, valueFor(schema, at, wanted))
        : here("missing", `\`${name}\` is missing; it is required`, `add \`${name}\`: ${wanted}`);
  }
  if (isSecretName(name)) {
    return (typeof value === "string" && value.trim() === "" ? emptySecret : exposed)(document.file, at);
  }
  const source = document.source(at);
  if (issue.expected === "string" && typeof value !== "object" && source !== undefined) {
    const read = typeof value === "number" && String(value) !== source ? ` ${String(value)}` : "";
    const quoted = schemaAt(schema, issue.path)?.safeParse(source);
    return here(
      "unquoted-value",
      `${shortened(source)} has no quotes, so YAML reads it as ${nouns[typeof value] ?? typeof value}${read}; \`${name}\` is a text`,
      quoted === undefined || quoted.success
        ? { fix: `write "${shortened(source)}" in quotes`, edits: [{ kind: "set", path: at, value: source }] }
        : `put it in quotes: ${quoted.error.issues[0]?.message}`,
    );
  }
  const found = Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "a map"
      : `the ${typeof value} ${shown(value)}`;
  return here(
    "wrong-type",
    `\`${name}\` is ${found}, not ${wanted}`,
    `write ${wanted} (docs/stack-files.md shows one)`,
  );
}

/** The fix for an empty value: remove an optional setting, or write an empty map or list where one is valid. */
function valueFor(schema: z.ZodType, at: readonly PropertyKey[], wanted: string): Fix {
  const [, ...path] = at;
  const parent = schemaAt(schema, path.slice(0, -1));
  const own =
    parent instanceof z.ZodObject ? (parent.shape as Record<PropertyKey, z.ZodType>)[path.at(-1)!] : undefined;
  if (own?.safeParse(undefined).success === true) return remove(at, `, or write ${wanted}`);
  const empty = [{}, []].find((value) => schemaAt(schema, path)?.safeParse(value).success);
  return empty === undefined ? { fix: `write ${wanted}` } : write(at, empty, `, or ${wanted}`);
}

/** The fix for an unknown word: the known word that it resembles. */
function oneOf(at: readonly PropertyKey[], values: readonly string[], given: unknown): Fix {
  const near = typeof given === "string" ? nearest(given, values) : undefined;
  const all = `one of: ${values.map((value) => `\`${value}\``).join(", ")}`;
  return near === undefined ? { fix: `write ${all}` } : write(at, near, `, or another: ${all}`);
}

/** The fix for a value with several valid forms, one of which is a fixed word that the value resembles. */
function oneOfUnion(schema: z.ZodType, at: readonly PropertyKey[], { message }: z.core.$ZodIssue, given: unknown): Fix {
  const union = schemaAt(schema, at.slice(1));
  const options = union instanceof z.ZodUnion ? (union.options as z.ZodType[]) : [];
  const words = options.flatMap((one) => (one instanceof z.ZodEnum ? one.options.map(String) : []));
  const all = message === "Invalid input" ? "one of the values in docs/stack-files.md" : message;
  const near = typeof given === "string" ? nearest(given, words) : undefined;
  return near === undefined ? { fix: `write ${all}` } : write(at, near, `, or another: ${all}`);
}

/** Settings of a map that the file doesn't use. */
function freeNames(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  const map = schemaAt(schema, path);
  const names = map instanceof z.ZodObject ? Object.keys(map.shape) : [];
  return names.filter((name) => value === null || typeof value !== "object" || !Object.hasOwn(value, name));
}

/** A value in a message. A value that may be a credential isn't repeated. */
function shown(value: unknown): string {
  // Not `String(value)`: it would call a YAML map's own key `toString`.
  const text = JSON.stringify(value) ?? typeof value;
  return /[0-9a-f]{24}/i.test(text) || looksSecret(value)
    ? "a value that isn't shown, since it may be a credential (if it is, rotate it: it is exposed)"
    : escapeHidden(shortened(text));
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path)
    value = value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}
