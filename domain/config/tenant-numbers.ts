import { kindOf } from "../rules/money/number-kind.ts";
import { parseE164 } from "./e164.ts";
import { write } from "./edits.ts";
import { nearest } from "./nearest.ts";
import { categoryOf, isEmergency } from "./number-category.ts";
import { type Edit, type Fix, formatPath, shortened, violation } from "./problem.ts";
import { buyViolations } from "./tenant-buying.ts";
import { countViolations } from "./tenant-counts.ts";
import { lifeViolations } from "./tenant-life.ts";
import { countryViolation, numberNotOffered } from "./tenant-offers.ts";
import { isWritten, listOf, namesIn, type TenantParts, type Violations } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** Checks each entry of `aybiza:numbers`: its key, its references, its purchase and its end. */
export function* numberViolations(parts: TenantParts): Violations {
  const connections = namesIn(parts, "aybiza:connections");
  const agents = namesIn(parts, "aybiza:agents");
  const seen = new Map<string, string>();
  const unquoted = new Set(
    parts.document.problems.filter(({ code }) => code === "unquoted-number").map(({ line }) => line),
  );
  for (const [key, entry] of parts.written.numbers) {
    const at = ["aybiza:numbers", key];
    // A missing part of the file has its own message.
    if (entry.agent !== undefined && isWritten(parts, ["aybiza:agents"]) && !agents.includes(entry.agent)) {
      yield violation(
        [...at, "agent"],
        "unknown-agent",
        `there is no agent \`${entry.agent}\` in this file; an entry names an agent of its own file`,
        declare([...at, "agent"], entry.agent, "aybiza:agents", agents),
      );
    }
    if (
      entry.connection !== undefined &&
      isWritten(parts, ["aybiza:connections"]) &&
      !connections.includes(entry.connection)
    ) {
      yield violation(
        [...at, "connection"],
        "unknown-connection",
        `there is no connection \`${entry.connection}\` in this file; an entry names a connection of its own file`,
        declare([...at, "connection"], entry.connection, "aybiza:connections", connections),
      );
    }
    if (!unquoted.has(parts.document.line(at))) yield* keyViolations(parts, key, entry, at, seen);
    yield* lifeViolations(parts, key, entry, at);
  }
}

/** The fix for a name that the file doesn't declare: write the declared one that it resembles, or declare it. */
function declare(path: readonly string[], name: string, part: string, names: readonly string[]): Fix {
  const near = nearest(name, names);
  const or = `declare \`${name}\` under ${part}`;
  return near === undefined ? { fix: `${or}, or write one of: ${listOf(names)}` } : write(path, near, `, or ${or}`);
}

function* keyViolations(
  parts: TenantParts,
  key: string,
  entry: WrittenNumber,
  at: string[],
  seen: Map<string, string>,
): Violations {
  if (isNumberLike(key)) {
    yield* e164Violations(parts, key, at);
    const refused = numberNotOffered(parts, { ...kindOf(key), connection: entry.connection }, at);
    if (refused !== undefined) yield refused;
    if (entry.buy !== undefined) {
      yield violation(
        [...at, "buy"],
        "number-and-search",
        `the key ${shortened(key)} is a phone number, so the entry adopts that number and buys none`,
        `rename the entry (for example to front-desk) and write \`buy: { number: "${key}" }\`, or remove \`buy\``,
      );
    }
    yield* repeatViolations(key, at, seen);
    return;
  }
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(key)) {
    yield violation(
      at,
      "bad-name",
      `${JSON.stringify(shortened(key))} is neither an E.164 number nor a name (lower-case letters, digits and dashes, at most 32)`,
      'write the number as "+14155550101", or a name such as front-desk with `buy`',
    );
    return;
  }
  const buy = entry.buy;
  if (buy === undefined) {
    // The schema already refused a `buy` that isn't a map.
    if (isWritten(parts, [...at, "buy"])) return;
    yield violation(
      at,
      "number-unspecified",
      `\`${key}\` names neither a number to adopt nor, in \`buy\`, one to buy`,
      "write the E.164 number as the key to adopt it, or add `buy` to buy one",
    );
    return;
  }
  if (buy.number !== undefined) {
    yield* e164Violations(parts, buy.number, [...at, "buy", "number"]);
    yield* repeatViolations(buy.number, [...at, "buy", "number"], seen);
  }
  yield* buyViolations(parts, { buy, connection: entry.connection }, at);
  yield* countViolations(parts, key, entry, at);
}

/** Whether a key is meant as a phone number, with the signs, brackets and invisible characters that people and programs add to one. */
const isNumberLike = (key: string): boolean => {
  const plain = key.normalize("NFKC").replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");
  return plain.startsWith("+") || /^sip:/i.test(plain) || /^[^\p{L}]*\d[^\p{L}]*$/u.test(plain);
};

function* repeatViolations(number: string, at: readonly PropertyKey[], seen: Map<string, string>): Violations {
  const digits = number.replace(/\D/g, "");
  const first = seen.get(digits);
  if (first !== undefined) {
    yield violation(
      at,
      "duplicate-number",
      `${number} is declared twice in this file (first as ${first}); a number has one assignment`,
      "remove one of the two",
    );
  }
  seen.set(digits, first ?? formatPath(at));
}

/** Checks that a number is an E.164 number of a country of the region, and no emergency number. */
function* e164Violations(parts: TenantParts, text: string, at: readonly PropertyKey[]): Violations {
  const { countries, emergency } = parts.region ?? {};
  if (isEmergency(text, emergency?.numbers)) {
    yield violation(
      at,
      "emergency-number",
      `${text} is an emergency number; an agent never answers one`,
      "remove the entry",
    );
    return;
  }
  const parsed = parseE164(text, { countries, noOther: true });
  if (!parsed.ok) {
    const { message, fix, replacement } = parsed;
    yield violation(
      at,
      "not-e164",
      message,
      replacement === undefined ? fix : { fix, edits: [numberEdit(at, replacement)] },
    );
    return;
  }
  const { country, possibleCountries } = parsed;
  const [first] = country === undefined ? possibleCountries : [country];
  if (first === undefined) {
    const { what } = categoryOf(text);
    if (countries !== undefined)
      yield violation(
        at,
        "country-not-in-region",
        `${text} is ${what}, of no country; region \`${parts.region?.id}\` serves ${countries.join(", ")}`,
        "write a number of a country of the region",
      );
    return;
  }
  // A number in a range that countries share, which the plan gives to none of them, counts for each.
  if (country === undefined && possibleCountries.some((one) => countries?.includes(one))) return;
  const elsewhere = countryViolation(parts, first, at);
  if (elsewhere !== undefined) yield elsewhere;
}

/** The fix that writes a number: as the entry's key, or as the number to buy. */
const numberEdit = (path: readonly PropertyKey[], number: string): Edit =>
  path.length === 2 ? { kind: "rename", path, to: number } : { kind: "set", path, value: number };
