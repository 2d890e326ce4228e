import type { StackDocument } from "./document.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";
import { written } from "./written.ts";

/**
 * No agent answers a number that a fallback dials, of the region or of another tenant: the call would come back. The fallbacks of this file
 * are checked where they are written (tenant-fallbacks.ts).
 */
export function checkDialled(parts: TenantParts, add: Add): void {
  const own = numbersOf(parts.document);
  const dialled = new Map<string, string>();
  const desk = parts.region?.fallback.dial;
  if (desk !== undefined) dialled.set(digitsOf(desk), `the fallback of region \`${parts.region?.id}\``);
  for (const other of parts.others()) {
    for (const [dial, path] of fallbacksOf(other)) {
      dialled.set(digitsOf(dial), `a fallback of another tenant (${other.file}:${other.line(path)})`);
    }
  }
  for (const [digits, path] of own) {
    const who = dialled.get(digits);
    if (who === undefined) continue;
    add(
      path,
      "fallback-loop",
      `+${digits} is what ${who} dials when an agent is down; with an agent at it too, the call could come back`,
      "take another number, or let that fallback dial another phone",
    );
  }
}

/** The key of the entry in a tenant's file that has a number, by its key or as what it buys. */
export function sameNumber(document: StackDocument, number: string): string | undefined {
  const path = numbersOf(document).get(digitsOf(number));
  return path === undefined ? undefined : String(path[1]);
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Digits of the numbers that a file declares, with the place of each. */
function numbersOf(document: StackDocument): Map<string, readonly string[]> {
  return new Map(
    [...written(document).numbers].flatMap(([key, { buy }]): [string, string[]][] => {
      if (buy?.number !== undefined) return [[digitsOf(buy.number), ["aybiza:numbers", key, "buy", "number"]]];
      return /^\+?\d+$/.test(key) ? [[digitsOf(key), ["aybiza:numbers", key]]] : [];
    }),
  );
}

/** What a file's fallbacks dial, with the place of each. */
function fallbacksOf(document: StackDocument): [string, string[]][] {
  const { agents, numbers } = written(document);
  return [
    ...[...agents].map(([name, { fallback }]) => [fallback?.dial, ["aybiza:agents", name]] as const),
    ...[...numbers].map(([name, { fallback }]) => [fallback?.dial, ["aybiza:numbers", name]] as const),
  ].flatMap(([dial, at]): [string, string[]][] => (dial === undefined ? [] : [[dial, [...at, "fallback", "dial"]]]));
}
