import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { UserError } from "../user-error.ts";
import { insertNumber } from "./insert-number.ts";

const entry = { connection: "own", buy: { number: "+14155550111" }, agent: "reception" };
const line = 'desk: { connection: own, buy: { number: "+14155550111" }, agent: reception }';
const insert = (text: string) => insertNumber(text, "desk", entry);

/** Returns the inserted text, and asserts that every other byte is unchanged and in its place. */
function inserted(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  expect(before.length).toBe(start + end);
  return after.slice(start, after.length - end);
}

const stacks = join(import.meta.dirname, "..", "..", "stacks");
const tenants = readdirSync(stacks)
  .map((name) => readFileSync(join(stacks, name), "utf8"))
  .filter((text) => text.includes("aybiza:tenant"));
it("quotes names that YAML would take for something else", () => {
  const after = insertNumber("config:\n  aybiza:numbers: {}\n", "true", { ...entry, agent: "null", connection: "no" });
  expect(parse(after).config["aybiza:numbers"]).toEqual({ true: { ...entry, agent: "null", connection: "no" } });
  expect(after).toContain('agent: "null"');
});

it.each(tenants)("adds one line to a file of the samples and changes no other byte", (text) => {
  const after = insert(text);
  expect(after.split("\n").filter((one) => !text.split("\n").includes(one))).toEqual([`    ${line}`]);
  expect(after.replace(`    ${line}\n`, "")).toBe(text);
  expect(parse(after).config["aybiza:numbers"].desk).toEqual(entry);
});

it.each([
  [
    "comments and blank lines behind the last entry",
    'config:\n  aybiza:numbers:\n    "+14155550101": { agent: a } # the front\n\n    # to come\n\n  other: 1\n',
    `    ${line}\n`,
  ],
  [
    "an entry over several lines",
    "config:\n    aybiza:numbers:\n        a:\n            agent: b\n            fallback:\n                say: >\n                    two\n                    lines\n    other: 1 # c\n",
    `        ${line}\n`,
  ],
  ["a last line without its end", "config:\n  aybiza:numbers:\n    a: { agent: b }", `\n    ${line}\n`],
  ["Windows line ends", "config:\r\n  aybiza:numbers:\r\n    a: { agent: b }\r\n  other: 1\r\n", `    ${line}\r\n`],
  ["numbers that are empty", "config:\n  aybiza:numbers: # none yet\n  other: 1\n", `    ${line}\n`],
  ["no numbers", "config:\n  other: { a: b } # c\n\nencryptionsalt: v1:x\n", `  aybiza:numbers:\n    ${line}\n`],
  ["an empty flow mapping", "config:\n  aybiza:numbers: {}\n", ` ${line} `],
  ["a flow mapping", "config:\n  aybiza:numbers: { a: { agent: b } } # c\n", `, ${line}`],
  [
    "a flow mapping over lines, with a comma behind",
    "config:\n  aybiza:numbers: {\n    a: { agent: b },\n  }\n",
    `, ${line}`,
  ],
])("leaves every other byte: %s", (_what, text, came) => {
  expect(inserted(text, insert(text))).toHaveLength(came.length);
  expect(insert(text)).toContain(came);
  expect(parse(insert(text)).config["aybiza:numbers"].desk).toEqual(entry);
});

it.each([
  ["no config", "name: x\n", "the file has no `config:` block"],
  ["no YAML", "config: {\n", "the file has no `config:` block"],
  ["a list", "config:\n  aybiza:numbers: [a]\n", "`aybiza:numbers` isn't a map"],
  ["an alias", "config:\n  x: &all\n    a: { agent: b }\n  aybiza:numbers: *all\n", "`aybiza:numbers` isn't a map"],
  [
    "numbers that stand elsewhere too",
    "config:\n  aybiza:numbers: &all\n    a: { agent: b }\n  other: *all\n",
    "`aybiza:numbers` can't be edited safely",
  ],
  [
    "an entry of that name",
    "config:\n  aybiza:numbers:\n    desk: { agent: b }\n",
    "`aybiza:numbers` can't be edited safely",
  ],
])("changes nothing, and says what to write: %s", (_what, text, why) => {
  expect(() => insert(text)).toThrow(UserError);
  expect(() => insert(text)).toThrow(
    expect.objectContaining({ message: why, fix: [`Add the line by hand:  ${line}`] }),
  );
});
