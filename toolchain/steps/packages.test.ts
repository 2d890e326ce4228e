import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { put } from "../../launch/testing/room.ts";
import { programs, project, saying } from "../testing/project.ts";
import { agreesWithLock, packages } from "./packages.mjs";

const lock = (packages: Record<string, unknown>) => JSON.stringify({ packages });
const zod = { "node_modules/zod": { version: "4.0.0", integrity: "sha512-a" } };
const node = "#!/bin/sh\necho v22.23.3\n";
const esbuild = "#!/bin/sh\necho 0.28.2\n";

/** Fakes npm: `npm ci` installs the packages of the lock file, and each install script its program. */
const npm = (root: string, { scripts = true, code = 0 } = {}) =>
  programs((command, args) => {
    const bring = () => put(root, { "node_modules/.bin/node": node, "node_modules/.bin/esbuild": esbuild });
    if (args[0] === "ci" && code === 0) {
      put(root, { "node_modules/.package-lock.json": readFileSync(path.join(root, "package-lock.json"), "utf8") });
      if (scripts) bring();
    }
    if (args[0] === "ci") return { code, output: "npm error code EAI_AGAIN" };
    if (args[0] === "rebuild") bring();
    if (args[0] !== "--version") return {};
    try {
      return { stdout: readFileSync(command, "utf8").split("echo ")[1]! };
    } catch {
      return { code: 127 };
    }
  });

describe("node_modules", () => {
  test("is brought by npm ci, and stands until the lock changes", async () => {
    const layout = project({ "package-lock.json": lock(zod) });
    const { run, calls } = npm(layout.root);
    const step = packages(layout, { env: {}, run });
    expect(step.isDone()).toBe(false);
    expect(await step.work(saying(), () => {})).toBe("1 packages by npm ci");
    expect(calls[0]).toMatch(/^npm ci /);
    expect(step.isDone()).toBe(true);
    put(layout.root, { "package-lock.json": lock({ ...zod, "node_modules/ws": { version: "8.0.0" } }) });
    expect(step.isDone()).toBe(false);
  });

  test("that somebody installed by hand is left as it is", async () => {
    const layout = project({
      "package-lock.json": lock(zod),
      "node_modules/.package-lock.json": lock(zod),
      "node_modules/.bin/node": node,
      "node_modules/.bin/esbuild": esbuild,
    });
    const { run, calls } = npm(layout.root);
    await packages(layout, { env: {}, run }).work(saying(), () => {});
    expect(calls).toEqual(["node --version", "esbuild --version"]);
  });

  test("whose install scripts npm left out has those of Node and esbuild run", async () => {
    const layout = project({ "package-lock.json": lock(zod) });
    const { run, calls } = npm(layout.root, { scripts: false });
    await packages(layout, { env: {}, run }).work(saying(), () => {});
    expect(calls).toContain("npm rebuild node --ignore-scripts=false");
  });

  test("that can't be brought is told, and not taken for done", async () => {
    const layout = project({ "package-lock.json": lock(zod) });
    const step = packages(layout, { env: {}, run: npm(layout.root, { code: 1 }).run });
    await expect(step.work(saying(), () => {})).rejects.toMatchObject({
      message: "npm ci failed (exit code 1)",
      output: "npm error code EAI_AGAIN",
    });
    expect(step.isDone()).toBe(false);
  });
});

describe("agreement with the lock", () => {
  const agrees = (locked: object, installed: object) =>
    agreesWithLock(
      project({
        "package-lock.json": lock({ "": { name: "aybiza" }, ...locked }),
        "node_modules/.package-lock.json": lock({ ...installed }),
      }),
    );
  test.each([
    ["the same", zod, zod, true],
    ["another version", zod, { "node_modules/zod": { version: "4.0.1", integrity: "sha512-a" } }, false],
    ["other contents", zod, { "node_modules/zod": { version: "4.0.0", integrity: "sha512-b" } }, false],
    ["one too few", zod, {}, false],
    ["one too many", {}, zod, false],
    ["another platform's left out", { "node_modules/x": { version: "1.0.0", optional: true } }, {}, true],
    ["a workspace that isn't linked", { "node_modules/s": { resolved: "sdks/s", link: true } }, {}, false],
  ])("%s", (_, locked, installed, expected) => expect(agrees(locked, installed)).toBe(expected));
});

test("a workspace is taken by its link, whatever npm noted", () => {
  const link = { "node_modules/s": { resolved: "sdks/s", link: true } };
  const layout = project({
    "package-lock.json": lock(link),
    "sdks/s/index.ts": "",
    "node_modules/.package-lock.json": lock({}),
  });
  symlinkSync("../sdks/s", path.join(layout.modules, "s"));
  expect(agreesWithLock(layout)).toBe(true);
});

test("a lock that doesn't fit package.json is told with what it lacks", async () => {
  const layout = project({ "package-lock.json": lock(zod) });
  const output = "npm error code EUSAGE\nnpm error\nnpm error Missing: x@1.0.0 from lock file\nnpm error Usage:\n";
  const { run } = programs(() => ({ code: 1, output }));
  await expect(packages(layout, { env: {}, run }).work(saying(), () => {})).rejects.toMatchObject({
    message: "package-lock.json doesn't match package.json or a package under sdks/",
    output: "npm error Missing: x@1.0.0 from lock file",
  });
});

test("the lock names every platform's build of each package, so that npm ci works on every machine", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const locked: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(
    readFileSync(path.join(root, "package-lock.json"), "utf8"),
  ).packages;
  const folder = "node_modules/";
  const missing = Object.entries(locked).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      for (let from = at; ; from = from.slice(0, Math.max(0, from.lastIndexOf(`/${folder}`)))) {
        if (`${from ? `${from}/` : ""}${folder}${name}` in locked) return false;
        if (!from) return true;
      }
    }),
  );
  expect(missing).toEqual([]);
});
