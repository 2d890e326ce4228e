import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readStackFile, regionsIn, stackNames, stacksIn, tenantsNamed } from "./stacks.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "aybiza-stacks-")), "stacks");
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const write = (stack: string, text: string | Uint8Array) => writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
const kinds = () => stacksIn(folder).map(({ stack, kind, id, region }) => ({ stack, kind, id, region }));

/** Returns a file that declares `key` with the value `{ id: oak, region: us }`. */
const SPELLINGS: readonly (readonly [string, (key: string) => string])[] = [
  ["a block", (key) => `config:\n  ${key}:\n    id: oak\n    region: us\n`],
  ["a space before the colon", (key) => `config :\n  ${key} :\n    id : oak\n    region : us\n`],
  ["double quotes", (key) => `"config":\n  "${key}":\n    "id": "oak"\n    "region": "us"\n`],
  ["single quotes", (key) => `'config':\n  '${key}': { 'id': 'oak', 'region': 'us' }\n`],
  ["flow style", (key) => `config: { ${key}: { id: oak, region: us } }\n`],
  ["an explicit key", (key) => `? config\n: ? ${key}\n  : ? id\n    : oak\n    ? region\n    : us\n`],
  [
    "escapes",
    (key) =>
      `config:\n  "${key.replace(":", "\\x3a").replace("aybiza", "\\u0061ybiza")}": { id: "\\u006fak", region: us }\n`,
  ],
  ["a merge key", (key) => `more: &more { ${key}: { id: oak, region: us } }\nconfig: { <<: *more }\n`],
  ["an alias", (key) => `more: &more { id: oak, region: us }\nconfig:\n  ${key}: *more\n`],
  ["one line of JSON", (key) => JSON.stringify({ config: { [key]: { id: "oak", region: "us" } } })],
  ["CRLF and a byte order mark", (key) => `\ufeffconfig:\r\n  ${key}: { id: oak, region: us }\r\n`],
];

describe("which kind a stack is", () => {
  it.each(SPELLINGS)("is read from %s", (_what, text) => {
    write("a", text("aybiza:tenant"));
    write("z", text("aybiza:region"));
    expect(kinds()).toEqual([
      { stack: "z", kind: "region", id: "oak", region: undefined },
      { stack: "a", kind: "tenant", id: "oak", region: "us" },
    ]);
    expect(regionsIn(folder).map(({ stack }) => stack)).toEqual(["z"]);
    expect(tenantsNamed(folder, "oak").map(({ stack }) => stack)).toEqual(["a"]);
    expect(tenantsNamed(folder, "a").map(({ stack }) => stack)).toEqual(["a"]);
  });

  it.each([
    ["a comment", "config:\n  # aybiza:region: us\n  aybiza:tenant: { id: oak, region: us }\n"],
    ["a text", "config:\n  note: |\n    aybiza:region:\n  aybiza:tenant: { id: oak, region: us }\n"],
    ["a nested key", "config:\n  x: { aybiza:region: {} }\n  aybiza:tenant: { id: oak, region: us }\n"],
    ["a key beside config", "aybiza:region: {}\nconfig:\n  aybiza:tenant: { id: oak, region: us }\n"],
  ])("isn't taken from %s", (_what, text) => {
    write("a", text);
    expect(kinds()).toEqual([{ stack: "a", kind: "tenant", id: "oak", region: "us" }]);
    expect(regionsIn(folder)).toEqual([]);
  });

  it.each([
    ["YAML with a mistake", "config:\n  aybiza:region: {\n", "invalid-yaml", "isn't valid YAML"],
    [
      "a merge conflict",
      "config:\n<<<<<<< HEAD\n  aybiza:region: {}\n=======\n  aybiza:tenant: {}\n>>>>>>> theirs\n",
      "invalid-yaml",
      "merge conflict",
    ],
    ["an alias without an anchor", "config:\n  aybiza:region: *nothing\n", "invalid-yaml", "has no anchor"],
    ["UTF-16", Buffer.from("\ufeffconfig:\n  aybiza:region: {}\n", "utf16le"), "unreadable-file", "UTF-16"],
    ["an empty file", "", "unreadable-file", "empty"],
    ["no config", "aybiza:region: {}\n", "no-config", "no `config`"],
    ["both kinds", "config: { aybiza:region: {}, aybiza:tenant: {} }\n", "two-kinds", "both"],
    ["neither kind", "config: { aybiza:regoin: {} }\n", "no-kind", "neither"],
  ])("is unknown for %s, and the reason is given", (_what, text, code, message) => {
    write("a", text);
    const [broken] = stacksIn(folder);
    expect(broken?.kind).toBe("broken");
    expect(broken?.problems.map((problem) => problem.code)).toEqual([code]);
    expect(broken?.problems[0]?.message).toContain(message);
    expect(broken?.problems[0]?.file).toBe("stacks/Pulumi.a.yaml");
    expect(regionsIn(folder)).toEqual([]);
    expect(tenantsNamed(folder, "a")).toEqual([]);
  });

  it("is unknown for a folder that is named like a stack file", () => {
    mkdirSync(join(folder, "Pulumi.a.yaml"));
    expect(stacksIn(folder).map(({ kind, problems }) => [kind, problems[0]?.code])).toEqual([
      ["broken", "unreadable-file"],
    ]);
  });
});

describe("the stacks of a folder", () => {
  it("are the files named Pulumi.<stack>.yaml", () => {
    for (const name of ["Pulumi.b.yaml", "Pulumi.a.b.yaml", "Pulumi.yaml", "Pulumi.c.yml", "x.Pulumi.d.yaml", "notes"])
      writeFileSync(join(folder, name), "config: {}\n");
    expect(stackNames(folder)).toEqual(["a.b", "b"]);
    expect(readStackFile(folder, "c")).toBeUndefined();
    expect(readStackFile(folder, "b")?.file).toBe("stacks/Pulumi.b.yaml");
  });

  it("include both of two tenants with one id", () => {
    for (const region of ["us", "eu"])
      write(`oak-${region}`, `config: { aybiza:tenant: { id: oak, region: ${region} } }`);
    expect(tenantsNamed(folder, "oak").map(({ region }) => region)).toEqual(["eu", "us"]);
  });

  it("are found among a thousand files in little time: one tenant and the regions in 0.5 s, all in 5 s", () => {
    const entry = (i: number) => `    "+1415555${String(i).padStart(4, "0")}": { connection: own, agent: desk }\n`;
    const numbers = Array.from({ length: 20 }, (_, i) => entry(i)).join("");
    for (let i = 0; i < 1_000; i++)
      write(`t${i}`, `config:\n  aybiza:tenant: { id: tenant-${i}, region: us }\n  aybiza:numbers:\n${numbers}`);
    write("us", "config:\n  aybiza:region: { id: us }\n");
    const seconds = (look: () => unknown) => {
      const before = process.cpuUsage();
      look();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    const one = seconds(() => expect(tenantsNamed(folder, "tenant-417").map(({ stack }) => stack)).toEqual(["t417"]));
    const regions = seconds(() => expect(regionsIn(folder).map(({ stack }) => stack)).toEqual(["us"]));
    const all = seconds(() => expect(stacksIn(folder)).toHaveLength(1_001));
    console.log(
      `1,001 stack files: one tenant ${one.toFixed(2)} s, regions ${regions.toFixed(2)} s, all ${all.toFixed(2)} s`,
    );
    expect(Math.max(one, regions)).toBeLessThan(0.5);
    expect(all).toBeLessThan(5);
  });
});
