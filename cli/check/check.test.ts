import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { root, stateDir } from "../../launch/checkout.ts";
import { main } from "../main.ts";
import { readIndex, writeIndex } from "./index-file.ts";

let folder = "";
let out = "";
let err = "";
beforeEach(() => {
  folder = join(realpathSync(mkdtempSync(join(tmpdir(), "aybiza-check-"))), "stacks");
  // One region and its tenants are enough, and keep the counts below when another sample is added.
  cpSync(join(root, "stacks"), folder, {
    recursive: true,
    filter: (path) => !/Pulumi/.test(path) || /us\.yaml$/.test(path),
  });
  [out, err] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const check = (...args: string[]) => main(["check", "--folder", folder, "--no-index", ...args]);
const edit = (stack: string, from: string, to: string) => {
  const file = join(folder, `Pulumi.${stack}.yaml`);
  writeFileSync(
    file,
    readFileSync(file, "utf8").replaceAll(from, () => to),
  );
};
const place = (stack: string) => join(folder, `Pulumi.${stack}.yaml`);

it("counts the files of the checkout, and finds no mistakes in them", async () => {
  expect(await main(["check", "--no-index"])).toBe(0);
  const count = readdirSync(join(root, "stacks")).filter((name) => name.endsWith(".yaml")).length;
  expect(out).toMatch(new RegExp(`^ok ${count} files, no mistakes \\(\\d\\.\\d s\\)\n$`));
});

it("lists every mistake of every file with its line, its rule and its fix", async () => {
  edit("acme-us", "agent: reception", "agent: nobody");
  edit("us", "countries:", "contries:");
  expect(await check()).toBe(1);
  expect(out).toContain(`${place("acme-us")}:59  aybiza:numbers["+14155550101"].agent  unknown-agent\n`);
  expect(out).toMatch(/^ {4}Fix: rename `contries` to `countries`/m);
  expect(out).toMatch(/^\d+ mistakes in 2 of 4 files \(\d\.\d s\)\n$/m);
  expect(out).not.toContain("\u001b");
  expect(out).not.toMatch(/\n\s+at /);
});

it("checks the files that are named, by path or by stack, against all others", async () => {
  edit("birch-us", "+12125550142", "+14155550101");
  expect(await check("birch-us", place("us"))).toBe(1);
  expect(out).toContain("duplicate-number");
  expect(out).toContain("1 mistake in 1 of 2 files");
});

it("prints one JSON object", async () => {
  edit("acme-us", "agent: after", "agnt: after");
  edit("acme-us", "region: us }", "region: uss }");
  expect(await check("--json")).toBe(1);
  expect(out.trimEnd().split("\n")).toHaveLength(1);
  expect(JSON.parse(out)).toEqual({
    files: 4,
    mistakes: 1,
    messages: [
      {
        file: place("acme-us"),
        line: 5,
        path: "aybiza:tenant.region",
        rule: "unknown-region",
        message: 'there is no region "uss": a region is a file Pulumi.<id>.yaml in this folder',
        fix: "write `region: us`",
      },
    ],
  });
});

it("annotates a pull request on GitHub", async () => {
  edit("acme-us", "region: us }", "region: 'u,s:%' }");
  expect(await check("--format", "github")).toBe(1);
  expect(out.split("\n")[0]).toBe(
    `::error file=${place("acme-us")},line=5,title=unknown-region::aybiza:tenant.region: there is no region "u,s:%25": a region is a file Pulumi.<id>.yaml in this folder%0AFix: write the id of a region: \`us\``,
  );
});

it("writes GitLab's Code Quality report, whose fingerprints stay when lines move", async () => {
  edit("acme-us", "region: us }", "region: uss }");
  expect(await check("--format", "gitlab")).toBe(1);
  const [first] = JSON.parse(out);
  expect(first).toEqual({
    description:
      'aybiza:tenant.region: there is no region "uss": a region is a file Pulumi.<id>.yaml in this folder. Fix: write `region: us`',
    check_name: "unknown-region",
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    severity: "blocker",
    location: { path: place("acme-us"), lines: { begin: 5 } },
  });
  edit("acme-us", "config:\n", "# one line more\nconfig:\n");
  out = "";
  await check("--format", "gitlab");
  expect(JSON.parse(out)[0]).toMatchObject({ fingerprint: first.fingerprint, location: { lines: { begin: 6 } } });
});

it("refuses a file, a folder and a format that don't exist, with the nearest that does", async () => {
  expect(await check("acme-uss")).toBe(2);
  expect(err).toContain("there is no Pulumi.acme-uss.yaml in ");
  expect(err).toContain("Did you mean acme-us?");
  expect(await main(["check", "--folder", join(folder, "none")])).toBe(2);
  expect(err).toContain("isn't a folder");
  expect(await check("--format", "xml")).toBe(2);
});

it("never trusts an index that isn't as it was written", async () => {
  edit("acme-us", "region: us }", "region: uss }");
  const withIndex = () => main(["check", "--folder", folder]);
  onTestFinished(() => {
    for (const name of readdirSync(join(stateDir, "cache")))
      if (/^check-/.test(name) && indexFiles.has(name)) rmSync(join(stateDir, "cache", name));
  });
  const before = new Set(readdirSync(join(stateDir, "cache")));
  expect(await withIndex()).toBe(1);
  const indexFiles = new Set(readdirSync(join(stateDir, "cache")).filter((name) => !before.has(name)));
  const [name] = indexFiles;
  const file = join(stateDir, "cache", name!);
  const text = readFileSync(file, "utf8");
  out = "";
  expect(await withIndex()).toBe(1);
  expect(out).toContain("4 unchanged since the last check");
  for (const damaged of [text.replace("uss", "us"), text.slice(0, -20), "", "{}\n{}", text.replace(/^./, "x")]) {
    writeFileSync(file, damaged);
    expect(readIndex(folder)).toBeUndefined();
    out = "";
    expect(await withIndex()).toBe(1);
    expect(out).not.toContain("unchanged");
  }
});

it("does without an index where none can be written", () => {
  expect(() => writeIndex(`/nonexistent/${"x".repeat(5_000)}`, { rules: "", files: {} })).not.toThrow();
});
