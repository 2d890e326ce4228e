import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Recipe } from "./bundle.mjs";
import { freshBundle } from "./bundle-store.mjs";
import { makeBundle } from "./fast-start.mjs";
import { layoutOf } from "./layout.mjs";
import { put, room } from "./testing/room.ts";

const root = path.resolve(import.meta.dirname, "..");
const long = new Date("2026-01-01");

/** Creates a module of two files, old enough that their stamps are trusted. */
function twoFiles() {
  const folder = room({
    "one.ts": 'import { two } from "./two.ts"; export const value: string = `one and ${two}`;',
    "two.ts": 'export const two: string = "two";',
  });
  for (const name of ["one.ts", "two.ts"]) utimesSync(path.join(folder, name), long, long);
  const recipe: Recipe = { name: "pair", entry: path.join(folder, "one.ts") };
  return { folder, recipe, into: path.join(folder, "kept") };
}

const loaded = (file: string | undefined) => createRequire(import.meta.url)(file!).value;

test("a bundle is stored until one of its files changes, and is made again then", async () => {
  const { folder, recipe, into } = twoFiles();
  expect(freshBundle(recipe, into)).toBeUndefined();
  const first = await makeBundle(recipe, into);
  expect(loaded(first)).toBe("one and two");
  expect(freshBundle(recipe, into)).toBe(first);

  put(folder, { "two.ts": 'export const two: string = "2.0";' });
  utimesSync(path.join(folder, "two.ts"), long, long);
  expect(freshBundle(recipe, into)).toBeUndefined();
  const second = await makeBundle(recipe, into);
  expect(loaded(second)).toBe("one and 2.0");
  expect(freshBundle(recipe, into)).toBe(second);
});

test("a file that was written again with the same text changes nothing", async () => {
  const { folder, recipe, into } = twoFiles();
  const file = await makeBundle(recipe, into);
  put(folder, { "two.ts": 'export const two: string = "two";' });
  expect(freshBundle(recipe, into)).toBe(file);
});

test("another way of bundling, a file that is gone, and a bundle that is empty count as changes", async () => {
  const { folder, recipe, into } = twoFiles();
  const file = await makeBundle(recipe, into);
  expect(freshBundle({ ...recipe, external: ["zod"] }, into)).toBeUndefined();
  writeFileSync(file!, "");
  expect(freshBundle(recipe, into)).toBeUndefined();
  await makeBundle(recipe, into);
  expect(freshBundle(recipe, into)).toBe(file);
  put(folder, { "one.ts": "export const value = 1;" });
  expect(freshBundle(recipe, into)).toBeUndefined();
});

test("what doesn't build isn't stored, and the reason names the file: the source runs", async () => {
  const { folder, recipe, into } = twoFiles();
  put(folder, { "two.ts": "export const three = 3;" });
  await expect(makeBundle(recipe, into)).rejects.toThrow(
    /one\.ts:1: No matching export in ".*two\.ts" for import "two"/,
  );
  const differs = "so a bundle would behave differently from its source";
  put(folder, { "one.ts": 'import * as all from "./two.ts"; export const value = all.two;' });
  await expect(makeBundle(recipe, into)).rejects.toThrow(differs);
  put(folder, { "one.ts": "export const value = import.meta.dirname;" });
  await expect(makeBundle(recipe, into)).rejects.toThrow(differs);
  expect(freshBundle(recipe, into)).toBeUndefined();
});

test("a file in place of a package doesn't fit where the package lacks one of its names", async () => {
  const { folder, recipe, into } = twoFiles();
  put(folder, { "part.mjs": 'export { two, three } from "./package.cjs";', "package.cjs": "exports.two = 2;" });
  const instead = { ...recipe, instead: { whole: path.join(folder, "part.mjs") } };
  await expect(makeBundle(instead, into)).rejects.toThrow(
    /part\.mjs doesn't fit the installed whole, which lacks: .*three/,
  );
  put(folder, {
    "other.mjs": 'export { two, three } from "./other.cjs";',
    "other.cjs": "exports.two = 2; exports.three = undefined;",
  });
  const other = { ...recipe, instead: { whole: path.join(folder, "other.mjs") } };
  await expect(makeBundle(other, into)).rejects.toThrow(
    /other\.mjs doesn't fit the installed whole, which lacks: three$/,
  );
});

test("a file that changed a moment ago is known by its content: clocks and file systems are coarse", async () => {
  const { folder, recipe, into } = twoFiles();
  await makeBundle(recipe, into);
  const { inputs } = JSON.parse(readFileSync(path.join(into, "pair.json"), "utf8"));
  const stampOf = (name: string) =>
    Object.entries<{ stamp: string }>(inputs.files).find(([file]) => file.endsWith(name))![1].stamp;
  expect([stampOf("one.ts"), stampOf("two.ts")]).toEqual(["", ""]);
  expect(stampOf("package-lock.json")).not.toBe("");
  put(folder, { "two.ts": 'export const two: string = "owt";' });
  expect(freshBundle(recipe, into)).toBeUndefined();
});

test("files that change while they are bundled never leave a bundle of what isn't there", async () => {
  const { folder, recipe, into } = twoFiles();
  for (let n = 0; n < 12; n++) {
    let going = true;
    const writing = (async () => {
      for (let m = 0; going; m++) {
        put(folder, { "two.ts": `export const two: string = "${n}${m % 10}";` });
        await new Promise((resolve) => setTimeout(resolve, n % 4));
      }
    })();
    await makeBundle(recipe, into);
    going = false;
    await writing;
    const [, now] = /"(\d+)"/.exec(readFileSync(path.join(folder, "two.ts"), "utf8"))!;
    const file = freshBundle(recipe, into);
    if (file) expect(loaded(file)).toBe(`one and ${now}`);
  }
});

describe("what an import means is part of a bundle:", () => {
  /** A workspace `ws`, linked as npm links it, and a module that imports it. */
  async function linked() {
    const folder = room({
      "ws/a.ts": 'export const v = "a";',
      "ws/b.ts": 'export const v = "b";',
      "ws/package.json": '{ "name": "ws", "type": "module", "exports": "./a.ts" }',
      "in/one.ts": 'export { v as value } from "ws";',
    });
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync("../ws", path.join(folder, "node_modules/ws"));
    const recipe: Recipe = { name: "linked", entry: path.join(folder, "in/one.ts") };
    const into = path.join(folder, "kept");
    expect(loaded(await makeBundle(recipe, into))).toBe("a");
    return { folder, recipe, into };
  }

  test.each<[string, (folder: string) => void, string]>([
    [
      "a package.json leads elsewhere",
      (folder) => put(folder, { "ws/package.json": '{ "name": "ws", "type": "module", "exports": "./b.ts" }' }),
      "b",
    ],
    [
      "a workspace's link leads elsewhere",
      (folder) => {
        cpSync(path.join(folder, "ws"), path.join(folder, "other"), { recursive: true });
        put(folder, { "other/a.ts": 'export const v = "another checkout";' });
        rmSync(path.join(folder, "node_modules/ws"));
        symlinkSync("../other", path.join(folder, "node_modules/ws"));
      },
      "another checkout",
    ],
    [
      "a nearer node_modules has it",
      (folder) =>
        put(folder, {
          "in/node_modules/ws/package.json": '{ "name": "ws", "type": "module", "exports": "./c.js" }',
          "in/node_modules/ws/c.js": 'export const v = "nearer";',
        }),
      "nearer",
    ],
  ])("%s", async (_, change, value) => {
    const { folder, recipe, into } = await linked();
    change(folder);
    expect(freshBundle(recipe, into)).toBeUndefined();
    expect(loaded(await makeBundle(recipe, into))).toBe(value);
  });
});

test("a bundle does what Node does with its source: no tsconfig.json counts, no import is left out", async () => {
  const folder = room({
    "one.ts": `import { s } from "./side.ts";
      export const value = [(globalThis as { sided?: string }).sided, (function () { return this; })() === undefined];`,
    "side.ts": '(globalThis as { sided?: string }).sided = "ran"; export const s = 1;',
    "other.ts": "export const s = 1;",
    "tsconfig.json": '{ "compilerOptions": { "paths": { "./side.ts": ["./other.ts"] } } }',
  });
  expect(
    loaded(await makeBundle({ name: "side", entry: path.join(folder, "one.ts") }, path.join(folder, "kept"))),
  ).toEqual([
    "ran",
    true, // strict, as every module is
  ]);
});

test("half a bundle, which a full disk or a loss of power leaves, is made anew", async () => {
  const { recipe, into } = twoFiles();
  const file = (await makeBundle(recipe, into))!;
  const whole = readFileSync(file, "utf8");
  expect(freshBundle(recipe, into)).toBe(file);
  writeFileSync(file, whole.slice(0, whole.length / 2));
  expect(freshBundle(recipe, into)).toBeUndefined();
  expect(await makeBundle(recipe, into)).toBe(file);
  expect(readFileSync(file, "utf8")).toBe(whole);
});

test("a folder that can't be written is done without, and nothing half is left", async () => {
  const { folder, recipe } = twoFiles();
  put(folder, { file: "" });
  expect(await makeBundle(recipe, path.join(folder, "file"))).toBeUndefined();
  const into = path.join(folder, "kept");
  mkdirSync(path.join(into, "pair.json"), { recursive: true }); // in the record's place
  expect(await makeBundle(recipe, into)).toBeUndefined();
  expect(readdirSync(into).filter((name) => !/^pair(-\w{16}\.cjs|\.json)$/.test(name))).toEqual([]);
});

test.each(["infra/main.mjs", "providers/twilio/start.mjs", "providers/aybiza/start.mjs"])(
  "%s can be bundled: no name of the SDK is missing",
  { timeout: 60_000 },
  async (entry) => {
    const into = path.join(room(), "kept");
    // Replaces startFast, so that the entry's recipe is printed and its program doesn't run.
    const code = `
      import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => url.endsWith("/launch/fast-start.mjs")
        ? { format: "module", shortCircuit: true, source: "export const startFast = async (recipe) => { process.stdout.write(JSON.stringify(recipe)); return { start() {}, default() {} }; }" }
        : next(url, context) });
      await import(${JSON.stringify(path.join(root, entry))});`;
    const { stdout } = await promisify(execFile)(layoutOf(root).node, ["--input-type=module", "-e", code]);
    expect(await makeBundle(JSON.parse(stdout) as Recipe, into)).toBe(
      path.join(into, readdirSync(into).find((f) => f.endsWith(".cjs"))!),
    );
  },
);
