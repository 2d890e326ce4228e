import type { IncomingHttpHeaders } from "node:http";
import { NO_ITEM, type Observation, UNSET } from "../compare.ts";
import type { Step } from "./question.ts";

/** An answer as received. `body` is undefined if the answer isn't JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Values of the polled field, in order. How many are seen depends on timing, so only the last is compared. */
  readonly states?: readonly string[];
}

/** Headers of which only the presence is compared. */
const HEADERS = ["retry-after", "www-authenticate"];

/** Fields with texts for people, which aren't compared: their wording varies. */
const WORDING = /^body\.(message|detail)$/;
/** Fields that depend on a list's length, which isn't compared for the account's own lists. */
const PLACE_IN_LIST = /^body\.(end|next_page_uri|meta\.next_page_url)$/;

/**
 * Replaces SIDs, dates, secrets and numbers by their kind (`<AP SID>`), and values of `variables` by the variable's name (`{application}`).
 */
export function normalised(answer: Answer, step: Step, variables: ReadonlyMap<string, string>): Observation {
  const found = new Map<string, string>();
  found.set("status", String(answer.status));
  found.set("media type", String(answer.headers["content-type"] ?? "(none)").split(";")[0]!);
  for (const name of HEADERS) found.set(`header ${name}`, answer.headers[name] === undefined ? "absent" : "present");
  const isFirst = step.items === "first";
  const varies = (step.varies ?? []).map(patternOf);

  /** Returns the items as names of variables, so that another order counts as one difference; undefined if any item has no variable. */
  const namesOf = (items: readonly unknown[]): readonly string[] | undefined => {
    const names = items.map((item) => kindOf(String((item as { sid?: unknown } | null)?.sid), variables));
    const areNamed = names.length > 1 && names.every((name) => /^\{\w+\}$/.test(name));
    return areNamed && new Set(names).size === names.length ? names : undefined;
  };
  const write = (path: string, value: unknown): void => {
    if (Array.isArray(value)) {
      if (step.counts) found.set(`${path}.length`, String(value.length));
      if (isFirst && value.length === 0) found.set(path, NO_ITEM);
      else if (value.length === 0) found.set(path, "[]");
      const names = isFirst ? undefined : namesOf(value);
      if (names) found.set(`${path}, order`, names.join(", "));
      for (const [i, item] of (isFirst ? value.slice(0, 1) : value).entries())
        write(`${path}.${names?.[i] ?? i}`, item);
    } else if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value);
      if (entries.length === 0) found.set(path, "{}");
      for (const [key, inner] of entries) write(`${path}.${key}`, inner);
    } else if (WORDING.test(path)) found.set(path, "(wording)");
    else if (varies.some((pattern) => pattern.test(path)) || (isFirst && PLACE_IN_LIST.test(path)))
      found.set(path, value === null || value === "" ? UNSET : `<${typeof value}>`);
    else found.set(path, typeof value === "string" ? JSON.stringify(kindOf(value, variables)) : JSON.stringify(value));
  };
  if (answer.body === undefined) found.set("body", "(no JSON)");
  else write("body", answer.body);
  return found;
}

/** Returns the pattern for a path with wildcards: `capabilities.*` matches every field of capabilities. */
const patternOf = (path: string): RegExp => new RegExp(`^body\\.${path.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);

const RFC_2822 = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+]0000$/;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+]00:00)$/;

/** Replaces the account's own values in a text: by the variable's name, or by their kind. */
function kindOf(text: string, variables: ReadonlyMap<string, string>): string {
  if (RFC_2822.test(text)) return "<date, RFC 2822>";
  if (ISO_8601.test(text)) return "<date, ISO 8601>";
  let rest = text;
  for (const [name, value] of variables) {
    if (value !== "") rest = rest.replaceAll(value, `{${name}}`).replaceAll(encodeURIComponent(value), `{${name}}`);
  }
  return rest
    .replace(/(?<![A-Za-z0-9])P([AB])[A-Z]{2}[0-9a-f]{32}\b/g, "<P$1 page token>")
    .replace(/(?<![A-Za-z0-9])([A-Z]{2})[0-9a-f]{32}\b/g, "<$1 SID>")
    .replace(/\b[0-9a-f]{32}\b/g, "<secret>")
    .replace(/([+]|%2B)[1-9]\d{6,14}\b/g, "<number>")
    .replace(/\(\d{3}\) \d{3}-\d{4}/g, "<number>");
}
