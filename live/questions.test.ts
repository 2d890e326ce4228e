import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../rehearsal/paths.ts";
import { apiAt } from "../rehearsal/twilio/api/products.ts";
import { AWS_QUESTIONS } from "./aws/questions.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";

/** Reads the table "What was never run" of docs/deploy.md: for each row, the ids of the questions that its last cell names. */
function rows(): readonly { row: string; ids: readonly string[] }[] {
  const text = readFileSync(join(root, "docs/deploy.md"), "utf8");
  const [, section = ""] = text.split("## What was never run\n");
  const [, , ...lines] = section.split("\n").filter((line) => line.startsWith("| ") || line.startsWith("|-"));
  return lines.map((row) => {
    const settledBy = row.split(" | ").at(-1) ?? "";
    const ids = settledBy.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g);
    return { row, ids: [...ids].map(([, id]) => id!) };
  });
}

it("has a question for each id in the table of what was never run, and a row for each question", () => {
  const named = rows().flatMap(({ ids }) => ids);
  const asked = [...QUESTIONS, ...AWS_QUESTIONS].map(({ id }) => id);
  expect(named.filter((id) => !asked.includes(id))).toEqual([]);
  expect(asked.filter((id) => !named.includes(id))).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
});

it("says in each row what isn't known, how it was built, and what settles it", () => {
  expect(rows().length).toBeGreaterThan(10);
  for (const { row } of rows()) expect([row, row.split(" | ").length]).toEqual([row, 3]);
});

it("names a file of the stand-in to mend, and asks for operations that Twilio has, but where their absence is the question", () => {
  const absent = new Set<string>();
  for (const { id, mend, steps } of QUESTIONS) {
    expect([id, existsSync(join(root, mend))]).toEqual([id, true]);
    for (const { name, method, product = "api", path } of steps) {
      const sample = path.replace(/\{(\w+)\}/g, "x");
      if (!apiAt(`${product}.twilio.com`, sample).match(sample)?.operations.has(method)) absent.add(`${id}: ${name}`);
    }
  }
  expect([...absent]).toEqual([
    "request-errors: a path",
    "request-errors: a path of a product",
    "request-errors: a method",
  ]);
});
