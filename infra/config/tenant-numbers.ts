import { parseE164 } from "./e164.ts";
import { formatPath } from "./problem.ts";
import type { NumberConfig } from "./tenant.ts";
import { checkBuy, checkCountry } from "./tenant-buying.ts";
import { checkCount } from "./tenant-counts.ts";
import { checkLife } from "./tenant-life.ts";
import { type Add, entriesOf, listOf, rawPart, type TenantParts } from "./tenant-parts.ts";

/** Each entry of `aybiza:numbers`: its key, what it refers to, what it buys, and the region's countries. */
export function checkNumbers(parts: TenantParts, add: Add): void {
  const connections = Object.keys(rawPart(parts, "aybiza:connections"));
  const agents = Object.keys(rawPart(parts, "aybiza:agents"));
  const bought = new Map<string, string>();
  for (const [key, entry] of entriesOf<NumberConfig>(parts, "aybiza:numbers")) {
    const at = ["aybiza:numbers", key];
    if (typeof entry.agent === "string" && !agents.includes(entry.agent)) {
      add(
        [...at, "agent"],
        "unknown-agent",
        `there is no agent \`${entry.agent}\` in this file`,
        `declare it under aybiza:agents, or write one of: ${listOf(agents)}`,
      );
    }
    if (typeof entry.connection === "string" && !connections.includes(entry.connection)) {
      add(
        [...at, "connection"],
        "unknown-connection",
        `there is no connection \`${entry.connection}\` in this file`,
        `declare it under aybiza:connections, or write one of: ${listOf(connections)}`,
      );
    }
    checkNumberKey(parts, key, entry, at, bought, add);
    checkLife(parts, key, entry, at, add);
  }
}

function checkNumberKey(
  parts: TenantParts,
  key: string,
  entry: Partial<NumberConfig>,
  at: string[],
  bought: Map<string, string>,
  add: Add,
): void {
  const looksLikeNumber = /^\+|^[\d\s().-]+$/.test(key);
  const unquoted = parts.document.problems.some(
    (p) => p.code === "unquoted-number" && p.line === parts.document.line(at),
  );
  if (unquoted) return;
  if (looksLikeNumber) {
    checkE164(parts, key, at, add);
    if (entry.buy !== undefined && entry.buy !== null) {
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
      `${JSON.stringify(key)} is neither an E.164 number nor a name (lower-case letters, digits and dashes, 32 at most)`,
      'write the number as "+14155550101", or a name such as front-desk with `buy`',
    );
    return;
  }
  const buy = entry.buy;
  if (buy === undefined || buy === null) {
    add(
      at,
      "nothing-to-adopt",
      `\`${key}\` is a name without \`buy\`, so it isn't known which number is meant`,
      "write the E.164 number as the key to adopt it, or add `buy` to buy one",
    );
    return;
  }
  // Without quotes it is a number to YAML, which its schema has refused.
  if (typeof buy.number === "string") {
    checkE164(parts, buy.number, [...at, "buy", "number"], add);
    claim(buy.number, [...at, "buy", "number"], bought, add);
  }
  checkBuy(parts, entry, at, add);
  checkCount(parts, key, entry, at, add);
}

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

function checkE164(parts: TenantParts, text: string, at: readonly PropertyKey[], add: Add): void {
  const parsed = parseE164(text);
  if (!parsed.ok) add(at, "not-e164", parsed.message, parsed.fix);
  else if (parsed.country !== undefined) checkCountry(parts, parsed.country, at, add);
}
