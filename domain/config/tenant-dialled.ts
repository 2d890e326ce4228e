import type { StackDocument } from "./document.ts";
import { violation } from "./problem.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";
import { written } from "./written.ts";

/**
 * Refuses a number that a fallback of the region or of another tenant dials, since a call could loop. This file's own fallbacks
 * are checked in tenant-fallbacks.ts.
 */
export function* dialledViolations(parts: TenantParts): Violations {
  const dialled = new Map<string, string>();
  const regional = parts.region?.fallback.dial;
  if (regional !== undefined) dialled.set(digitsOf(regional), `the fallback of region \`${parts.region?.id}\``);
  for (const other of parts.others()) {
    for (const [dial, path] of fallbacksOf(other)) {
      dialled.set(digitsOf(dial), `a fallback of another tenant (${other.file}:${other.line(path)})`);
    }
  }
  for (const [digits, path] of numbersOf(parts.document)) {
    const who = dialled.get(digits);
    if (who === undefined) continue;
    yield violation(
      path,
      "fallback-loop",
      `${who} dials +${digits} when an agent is down; if an agent answers it too, the call could loop`,
      "use another number, or let that fallback dial another phone",
    );
  }
}

/** Finds the key of a tenant's entry with a given number, as its key or as the number to buy. */
export function sameNumber(document: StackDocument, number: string): string | undefined {
  const path = numbersOf(document).get(digitsOf(number));
  return path === undefined ? undefined : String(path[1]);
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The numbers that a file declares, as digits, each with its path. */
function numbersOf(document: StackDocument): Map<string, readonly string[]> {
  return new Map(
    [...written(document).numbers].flatMap(([key, { buy }]): [string, string[]][] => {
      if (buy?.number !== undefined) return [[digitsOf(buy.number), ["aybiza:numbers", key, "buy", "number"]]];
      return /^\+?\d+$/.test(key) ? [[digitsOf(key), ["aybiza:numbers", key]]] : [];
    }),
  );
}

/** The numbers that a file's fallbacks dial, each with its path. */
export function fallbacksOf(document: StackDocument): [dial: string, path: string[]][] {
  const { agents, numbers } = written(document);
  return [
    ...[...agents].map(([name, { fallback }]) => [fallback?.dial, ["aybiza:agents", name]] as const),
    ...[...numbers].map(([name, { fallback }]) => [fallback?.dial, ["aybiza:numbers", name]] as const),
  ].flatMap(([dial, at]): [string, string[]][] => (dial === undefined ? [] : [[dial, [...at, "fallback", "dial"]]]));
}
