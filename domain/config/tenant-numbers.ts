import { parseE164 } from "./e164.ts";
import { write } from "./edits.ts";
import { nearest } from "./nearest.ts";
import { categoryOf, isEmergency } from "./number-category.ts";
import { type Edit, type Fix, formatPath, shortened } from "./problem.ts";
import { checkBuy, checkCountry } from "./tenant-buying.ts";
import { checkCount } from "./tenant-counts.ts";
import { checkLife } from "./tenant-life.ts";
import { type Add, isWritten, listOf, namesIn, type TenantParts } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** Each entry of `aybiza:numbers`: its key, what it refers to, what it buys, and the region's countries. */
export function checkNumbers(parts: TenantParts, add: Add): void {
  const connections = namesIn(parts, "aybiza:connections");
  const agents = namesIn(parts, "aybiza:agents");
  const bought = new Map<string, string>();
  const unquoted = new Set(
    parts.document.problems.filter(({ code }) => code === "unquoted-number").map(({ line }) => line),
  );
  for (const [key, entry] of parts.written.numbers) {
    const at = ["aybiza:numbers", key];
    // A part that is missing has its own message.
    if (entry.agent !== undefined && isWritten(parts, ["aybiza:agents"]) && !agents.includes(entry.agent)) {
      add(
        [...at, "agent"],
        "unknown-agent",
        `there is no agent \`${entry.agent}\` in this file`,
        meant([...at, "agent"], entry.agent, "aybiza:agents", agents),
      );
    }
    if (
      entry.connection !== undefined &&
      isWritten(parts, ["aybiza:connections"]) &&
      !connections.includes(entry.connection)
    ) {
      add(
        [...at, "connection"],
        "unknown-connection",
        `there is no connection \`${entry.connection}\` in this file`,
        meant([...at, "connection"], entry.connection, "aybiza:connections", connections),
      );
    }
    checkNumberKey(parts, key, entry, at, { bought, unquoted }, add);
    checkLife(parts, key, entry, at, add);
  }
}

/** The fix for a name that the file doesn't declare: the one that it resembles. */
function meant(path: readonly string[], name: string, part: string, names: readonly string[]): Fix {
  const near = nearest(name, names);
  const or = `declare \`${name}\` under ${part}`;
  return near === undefined ? { fix: `${or}, or write one of: ${listOf(names)}` } : write(path, near, `, or ${or}`);
}

function checkNumberKey(
  parts: TenantParts,
  key: string,
  entry: WrittenNumber,
  at: string[],
  { bought, unquoted }: { readonly bought: Map<string, string>; readonly unquoted: ReadonlySet<number | undefined> },
  add: Add,
): void {
  const looksLikeNumber = isNumberLike(key);
  if (unquoted.has(parts.document.line(at))) return;
  if (looksLikeNumber) {
    checkE164(parts, key, at, add);
    if (entry.buy !== undefined) {
      add(
        [...at, "buy"],
        "number-and-search",
        "the key is a phone number already, so there is nothing to search for",
        `name the entry (for example front-desk) and write \`buy: { number: "${key}" }\``,
      );
    }
    claim(key, at, bought, add);
    return;
  }
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(key)) {
    add(
      at,
      "bad-name",
      `${JSON.stringify(shortened(key))} is neither an E.164 number nor a name (lower-case letters, digits and dashes, 32 at most)`,
      'write the number as "+14155550101", or a name such as front-desk with `buy`',
    );
    return;
  }
  const buy = entry.buy;
  if (buy === undefined) {
    // What is written but isn't a map its schema has refused.
    if (isWritten(parts, [...at, "buy"])) return;
    add(
      at,
      "nothing-to-adopt",
      `\`${key}\` is a name without \`buy\`, so it isn't known which number is meant`,
      "write the E.164 number as the key to adopt it, or add `buy` to buy one",
    );
    return;
  }
  if (buy.number !== undefined) {
    checkE164(parts, buy.number, [...at, "buy", "number"], add);
    claim(buy.number, [...at, "buy", "number"], bought, add);
  }
  checkBuy(parts, { buy, connection: entry.connection }, at, add);
  checkCount(parts, key, entry, at, add);
}

/** Whether a key is meant as a phone number, with what people and programs put around one: signs, brackets, characters that aren't seen. */
const isNumberLike = (key: string): boolean => {
  const plain = key.normalize("NFKC").replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, "");
  return plain.startsWith("+") || /^sip:/i.test(plain) || /^[^\p{L}]*\d[^\p{L}]*$/u.test(plain);
};

function claim(number: string, at: readonly PropertyKey[], seen: Map<string, string>, add: Add): void {
  const digits = number.replace(/\D/g, "");
  const first = seen.get(digits);
  if (first !== undefined) {
    add(
      at,
      "duplicate-number",
      `${number} is declared twice in this file (first as ${first}); one number has one assignment`,
      "take one of the two out",
    );
  }
  seen.set(digits, first ?? formatPath(at));
}

/** A number of this file is an E.164 number of a country of the region, and no emergency number. */
function checkE164(parts: TenantParts, text: string, at: readonly PropertyKey[], add: Add): void {
  const { countries, emergency } = parts.region ?? {};
  if (isEmergency(text, emergency?.numbers)) {
    add(at, "emergency-number", `${text} is an emergency number; only the emergency service answers it`, "take it out");
    return;
  }
  const parsed = parseE164(text, { countries, noOther: true });
  if (!parsed.ok) {
    const { message, fix, replacement } = parsed;
    add(at, "not-e164", message, replacement === undefined ? fix : { fix, edits: [numberEdit(at, replacement)] });
    return;
  }
  const { country, possibleCountries } = parsed;
  const [first] = country === undefined ? possibleCountries : [country];
  if (first === undefined) {
    const { what } = categoryOf(text);
    const message = `${text} is ${what}, of no country; region \`${parts.region?.id}\` serves ${countries?.join(", ")}`;
    if (countries !== undefined) add(at, "country-not-in-region", message, "write a number of a country of the region");
    return;
  }
  // A range that countries share is each one's, where the plan doesn't tell.
  if (country === undefined && possibleCountries.some((one) => countries?.includes(one))) return;
  checkCountry(parts, first, at, add);
}

/** Writes the number that is meant: as the entry's key, or as what it buys. */
const numberEdit = (path: readonly PropertyKey[], number: string): Edit =>
  path.length === 2 ? { kind: "rename", path, to: number } : { kind: "set", path, value: number };
