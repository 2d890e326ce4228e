import { z } from "zod";
import type { StackDocument } from "./document.ts";
import { renameOrTakeOut, takeOut, write } from "./edits.ts";
import { escapeHidden } from "./hidden-characters.ts";
import { mistakeOf, problemOf } from "./mistake.ts";
import { nearest } from "./nearest.ts";
import { type Fix, type Problem, shortened } from "./problem.ts";
import { emptySecret, exposed, isSecretName, looksSecret, secretProblems, setSecretCommand } from "./secret.ts";
import { schemaAt } from "./written.ts";

/** Checks one key of a stack file against its schema: the value, or every mistake with its place. */
export function checkKey<S extends z.ZodType>(
  document: StackDocument,
  key: string,
  schema: S,
): { value: z.output<S> | undefined; problems: Problem[] } {
  const given = document.config[key];
  if (given === undefined) {
    const problem: Problem = {
      code: "missing-key",
      file: document.file,
      line: document.line([]),
      path: key,
      message: `the file has no \`${key}\``,
      // A part that lists things may be empty.
      ...(schema instanceof z.ZodRecord
        ? write([key], {}, " below `config:`; docs/stack-files.md shows what it holds")
        : { fix: `add \`${key}:\` below \`config:\`; docs/stack-files.md shows one` }),
    };
    return { value: undefined, problems: [problem] };
  }
  const result = schema.safeParse(given);
  const problems = secretProblems(document, key);
  if (result.success) return { value: result.data, problems };
  const told = new Set(problems.map((p) => p.path));
  const others = result.error.issues.flatMap((issue) => toProblems(document, key, schema, issue));
  return { value: undefined, problems: [...problems, ...others.filter((p) => !told.has(p.path))] };
}

/** Whether a setting belongs to `twilio:credentials`, wherever it was written. */
const isCredential = (name: string) => isSecretName(name) || name.toLowerCase() === "apikeysid";

function toProblems(document: StackDocument, key: string, schema: z.ZodType, issue: z.core.$ZodIssue): Problem[] {
  const at = [key, ...issue.path];
  const problem = (
    code: string,
    message: string,
    fix: string | Fix,
    path: readonly PropertyKey[] = issue.path,
  ): Problem => ({
    code,
    file: document.file,
    line: document.line([key, ...path]),
    path: document.path([key, ...path]),
    message,
    ...(typeof fix === "string" ? { fix } : fix),
  });
  const name = shortened(String(issue.path.at(-1) ?? key));
  const value = valueAt(document.config[key], issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((k) =>
        problem(
          "unknown-key",
          `there is no setting \`${shortened(k)}\` here`,
          isCredential(k)
            ? "take it out: credentials stand under `twilio:credentials`, by account SID (docs/stack-files.md#credentials)"
            : renameOrTakeOut([...at, k], freeNames(schema, issue.path, valueAt(document.config[key], issue.path))),
          [...issue.path, k],
        ),
      );
    case "invalid_key":
      return [
        problem("bad-name", `${shown(name)} can't be a name here; it must be ${issue.issues[0]?.message}`, "rename it"),
      ];
    case "invalid_union":
      return issue.discriminator === "type"
        ? [
            problem(
              "unknown-connection-type",
              "the connection types that can be provisioned so far are `managed` and `twilio`",
              "write `type: managed` for numbers that we buy, or `type: twilio` for the tenant's own account",
            ),
          ]
        : [
            value === null
              ? problem("empty", `\`${name}\` is empty`, valueFor(schema, at, issue.message))
              : problem("wrong-value", `\`${name}\` is ${shown(value)}`, oneOfUnion(schema, at, issue, value)),
          ];
    case "invalid_value":
      return [problem("wrong-value", `\`${name}\` is ${shown(value)}`, oneOf(at, issue.values.map(String), value))];
    case "invalid_format":
      return [
        problem(
          "wrong-value",
          `\`${name}\` is ${shown(value)}`,
          `write ${issue.format === "url" ? "an https: address" : issue.message}`,
        ),
      ];
    case "too_small":
    case "too_big": {
      const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
      if (value === "" || (Array.isArray(value) && value.length === 0))
        return [
          problem("empty", `\`${name}\` is empty`, "give it a value, or take the setting out if it may be absent"),
        ];
      return [
        problem(
          "wrong-value",
          `\`${name}\` is out of its range`,
          `write ${bound}${issue.origin === "string" ? " characters" : ""}`,
        ),
      ];
    }
    case "invalid_type":
      return [invalidType(document, key, schema, issue, value, problem)];
    case "custom": {
      const mistake = mistakeOf(issue);
      if (mistake !== undefined) return [problemOf(document, at, mistake)];
      return [problem("wrong-value", `\`${name}\`: ${issue.message}`, "docs/stack-files.md says what belongs here")];
    }
    default:
      return [problem("wrong-value", `\`${name}\`: ${issue.message}`, "docs/stack-files.md says what belongs here")];
  }
}

/** What zod calls a type, as YAML's users do. */
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
  problem: (code: string, message: string, fix: string | Fix) => Problem,
): Problem {
  const at = [key, ...issue.path];
  const name = String(issue.path.at(-1) ?? key);
  const setSecret = `run: ${setSecretCommand(document.file, at)}`;
  const wanted = nouns[issue.expected] ?? issue.expected;
  if (value === undefined || value === null) {
    return isSecretName(name)
      ? problem("missing-credential", `\`${name}\` is missing`, setSecret)
      : value === null
        ? problem("empty", `\`${name}\` is empty`, valueFor(schema, at, wanted))
        : problem("missing", `\`${name}\` is missing`, `add it: ${wanted}`);
  }
  if (isSecretName(name)) {
    const { code, message, fix } =
      typeof value === "string" && value.trim() === "" ? emptySecret(document.file, at) : exposed(document.file, at);
    return problem(code, message, fix);
  }
  const source = document.source(at);
  if (issue.expected === "string" && typeof value !== "object" && source !== undefined) {
    const read = typeof value === "number" && String(value) !== source ? ` ${String(value)}` : "";
    const quoted = schemaAt(schema, issue.path)?.safeParse(source);
    return problem(
      "unquoted-value",
      `${shortened(source)} has no quotes, so YAML reads it as ${nouns[typeof value] ?? typeof value}${read}; a text is needed`,
      quoted === undefined || quoted.success
        ? { fix: `write "${shortened(source)}" in quotes`, edits: [{ kind: "set", path: at, value: source }] }
        : `write it in quotes: ${quoted.error.issues[0]?.message}`,
    );
  }
  const found = Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "a map"
      : `the ${typeof value} ${shown(value)}`;
  return problem("wrong-type", `\`${name}\` is ${found}`, `write ${wanted}; docs/stack-files.md shows one`);
}

/** What takes the place of an empty value: nothing where the setting may be absent, an empty map or list where that is one. */
function valueFor(schema: z.ZodType, at: readonly PropertyKey[], wanted: string): Fix {
  const [, ...path] = at;
  const parent = schemaAt(schema, path.slice(0, -1));
  const own =
    parent instanceof z.ZodObject ? (parent.shape as Record<PropertyKey, z.ZodType>)[path.at(-1)!] : undefined;
  if (own?.safeParse(undefined).success === true) return takeOut(at, `, or write ${wanted}`);
  const empty = [{}, []].find((value) => schemaAt(schema, path)?.safeParse(value).success);
  return empty === undefined ? { fix: `write ${wanted}` } : write(at, empty, `, or ${wanted}`);
}

/** The fix for a word that isn't one of those known: the one that it resembles. */
function oneOf(at: readonly PropertyKey[], values: readonly string[], given: unknown): Fix {
  const near = typeof given === "string" ? nearest(given, values) : undefined;
  const all = `one of: ${values.map((value) => `\`${value}\``).join(", ")}`;
  return near === undefined ? { fix: `write ${all}` } : write(at, near, `, or another: ${all}`);
}

/** The fix for a value of which the schema knows several forms: the word of one of them that it resembles. */
function oneOfUnion(schema: z.ZodType, at: readonly PropertyKey[], { message }: z.core.$ZodIssue, given: unknown): Fix {
  const union = schemaAt(schema, at.slice(1));
  const options = union instanceof z.ZodUnion ? (union.options as z.ZodType[]) : [];
  const words = options.flatMap((one) => (one instanceof z.ZodEnum ? one.options.map(String) : []));
  const all = message === "Invalid input" ? "one of the values in docs/stack-files.md" : message;
  const near = typeof given === "string" ? nearest(given, words) : undefined;
  return near === undefined ? { fix: `write ${all}` } : write(at, near, `, or another: ${all}`);
}

/** Settings of a map that the file leaves out. */
function freeNames(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  const map = schemaAt(schema, path);
  const names = map instanceof z.ZodObject ? Object.keys(map.shape) : [];
  return names.filter((name) => value === null || typeof value !== "object" || !Object.hasOwn(value, name));
}

/** A value in a message. What may be a credential in the wrong place isn't repeated. */
function shown(value: unknown): string {
  // Not `String`: a map of YAML may have a key `toString`.
  const text = JSON.stringify(value) ?? typeof value;
  return /[0-9a-f]{24}/i.test(text) || looksSecret(value)
    ? "something that isn't shown, since it may be a credential (if it is, it is exposed: rotate it at its owner)"
    : escapeHidden(shortened(text));
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path)
    value = value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}
