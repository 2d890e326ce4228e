import { execFile } from "node:child_process";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { layoutOf } from "./layout.mjs";
import { put, room } from "./room.ts";
import { kept, make, type Recipe } from "./swift.mjs";

const root = path.resolve(import.meta.dirname, "..");
const long = new Date("2026-01-01");

/** A module of two files, both as old as they would be in a checkout. */
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

test("a bundle is kept until one of its files changes, and is made anew then", async () => {
  const { folder, recipe, into } = twoFiles();
  expect(kept(recipe, into)).toBeUndefined();
  const first = await make(recipe, into);
  expect(loaded(first)).toBe("one and two");
  expect(kept(recipe, into)).toBe(first);

  put(folder, { "two.ts": 'export const two: string = "2.0";' });
  utimesSync(path.join(folder, "two.ts"), long, long);
  expect(kept(recipe, into)).toBeUndefined();
  const second = await make(recipe, into);
  expect(loaded(second)).toBe("one and 2.0");
  expect(kept(recipe, into)).toBe(second);
});

test("a file that was written again with the same text changes nothing", async () => {
  const { folder, recipe, into } = twoFiles();
  const file = await make(recipe, into);
  put(folder, { "two.ts": 'export const two: string = "two";' });
  expect(kept(recipe, into)).toBe(file);
});

test("another way of bundling, a file that is gone, and a bundle that is empty count as changes", async () => {
  const { folder, recipe, into } = twoFiles();
  const file = await make(recipe, into);
  expect(kept({ ...recipe, external: ["zod"] }, into)).toBeUndefined();
  writeFileSync(file!, "");
  expect(kept(recipe, into)).toBeUndefined();
  await make(recipe, into);
  expect(kept(recipe, into)).toBe(file);
  put(folder, { "one.ts": "export const value = 1;" });
  expect(kept(recipe, into)).toBeUndefined();
});

test("what doesn't build, or changes meanwhile, isn't kept: the source runs", async () => {
  const { folder, recipe, into } = twoFiles();
  const later = new Date(Date.now() + 60_000);
  utimesSync(path.join(folder, "two.ts"), later, later);
  expect(await make(recipe, into)).toBeUndefined();
  put(folder, { "two.ts": "export const three = 3;" });
  expect(await make(recipe, into)).toBeUndefined();
  put(folder, { "one.ts": 'import * as all from "./two.ts"; export const value = all.two;' });
  expect(await make(recipe, into)).toBeUndefined();
  expect(kept(recipe, into)).toBeUndefined();
});

test.each(["infra/main.mjs", "providers/twilio/start.mjs", "providers/aybiza/start.mjs"])(
  "%s can be bundled: no name of the SDK is missing",
  { timeout: 60_000 },
  async (entry) => {
    const into = path.join(room(), "kept");
    // The entry itself would run: only its recipe is wanted.
    const code = `
      import { registerHooks } from "node:module";
      registerHooks({ load: (url, context, next) => url.endsWith("/toolchain/swift.mjs")
        ? { format: "module", shortCircuit: true, source: "export const swiftly = async (recipe) => { process.stdout.write(JSON.stringify(recipe)); return { start() {} }; }" }
        : next(url, context) });
      await import(${JSON.stringify(path.join(root, entry))});`;
    const { stdout } = await promisify(execFile)(layoutOf(root).node, ["--input-type=module", "-e", code]);
    expect(await make(JSON.parse(stdout) as Recipe, into)).toBe(
      path.join(into, readdirSync(into).find((f) => f.endsWith(".cjs"))!),
    );
  },
);
