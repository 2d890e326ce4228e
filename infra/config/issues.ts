import type { z } from "zod";
import type { StackDocument } from "./document.ts";
import { formatPath, type Problem } from "./problem.ts";

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
      fix: `add \`${key}:\` below \`config:\`; docs/stack-files.md shows one`,
    };
    return { value: undefined, problems: [problem] };
  }
  const result = schema.safeParse(given);
  if (result.success) return { value: result.data, problems: [] };
  return { value: undefined, problems: result.error.issues.flatMap((issue) => toProblems(document, key, issue)) };
}

function toProblems(document: StackDocument, key: string, issue: z.core.$ZodIssue): Problem[] {
  const at = (path: readonly PropertyKey[], code: string, message: string, fix: string): Problem => ({
    code,
    file: document.file,
    line: document.line([key, ...path]),
    path: document.path([key, ...path]),
    message,
    fix,
  });
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((k) =>
        at(
          [...issue.path, k],
          "unknown-key",
          `there is no setting \`${k}\` here`,
          `take it out, or correct its name (docs/stack-files.md lists them)`,
        ),
      );
    case "invalid_key":
      return [
        at(
          issue.path,
          "bad-name",
          `${JSON.stringify(issue.path.at(-1))} can't be a name: ${issue.issues[0]?.message ?? "wrong form"}`,
          "rename it",
        ),
      ];
    case "invalid_union":
      return [
        at(
          issue.path,
          issue.discriminator === "type" ? "unknown-connection-type" : "wrong-value",
          issue.discriminator === "type"
            ? "the only connection type that can be provisioned so far is `twilio`"
            : issue.message,
          issue.discriminator === "type" ? "write `type: twilio`" : "see docs/stack-files.md",
        ),
      ];
    case "invalid_type":
      return [invalidType(document, key, issue, at)];
    case "invalid_format":
      return [
        at(
          issue.path,
          "wrong-value",
          `${JSON.stringify(valueAt(document.config[key], issue.path))} isn't ${issue.message}`,
          "correct the value",
        ),
      ];
    default:
      return [at(issue.path, "wrong-value", issue.message, "correct the value")];
  }
}

function invalidType(
  document: StackDocument,
  key: string,
  issue: z.core.$ZodIssueInvalidType,
  at: (path: readonly PropertyKey[], code: string, message: string, fix: string) => Problem,
): Problem {
  const name = String(issue.path.at(-1));
  const source = document.source([key, ...issue.path]);
  if (source === undefined && valueAt(document.config[key], issue.path) === undefined) {
    const secretSetting = /(Token|Secret|Password)$/.test(name);
    return at(
      issue.path,
      secretSetting ? "missing-credential" : "missing",
      `\`${name}\` is missing`,
      secretSetting ? setSecret(key, issue.path) : "add it",
    );
  }
  if (issue.expected === "string") {
    return at(
      issue.path,
      "unquoted-value",
      `${source ?? "this"} stands without quotes, so YAML reads it as ${nounOf(valueAt(document.config[key], issue.path))}; a text is needed`,
      `write "${source}" in quotes`,
    );
  }
  if (/(Token|Secret|Password)$/.test(name)) {
    return at(
      issue.path,
      "secret-in-clear",
      `\`${name}\` stands in clear; secrets are only kept encrypted`,
      `take the value out, change it at its owner since it was exposed, then ${setSecret(key, issue.path)}`,
    );
  }
  return at(issue.path, "wrong-type", `\`${name}\` must be ${article(issue.expected)}`, "correct the value");
}

const setSecret = (key: string, path: readonly PropertyKey[]) =>
  `run: pulumi config set --secret --path '${formatPath([key, ...path])}'`;
const article = (noun: string) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);
const nounOf = (value: unknown) =>
  value === null
    ? "nothing"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "a map"
        : `the ${typeof value} ${String(value)}`;

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path)
    value = value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}
