import type { CountryLaw, Ruled } from "../../domain/law/schema.ts";

/** One rule of a country, with its place in the file: `numbers.blocked`. */
export interface Rule {
  readonly path: string;
  readonly rule: Ruled<unknown>;
}

/** Lists the rules of a country in the order of its file. */
export function rulesOf(law: Partial<CountryLaw>): Rule[] {
  const found: Rule[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (node === null || typeof node !== "object" || Array.isArray(node)) return;
    if ("value" in node && "sources" in node) {
      found.push({ path: path.join("."), rule: node as Ruled<unknown> });
      return;
    }
    for (const [key, child] of Object.entries(node)) walk(child, [...path, key]);
  };
  walk(law, []);
  return found;
}

/** A rule's status in words: `in force`, `from 2026-08-02`, `unsettled`. */
export const statusOf = ({ status }: Pick<Ruled<unknown>, "status">): string =>
  status === "in-force" ? "in force" : typeof status === "string" ? status : `from ${status.from}`;
