import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { room, put as write } from "../launch/testing/room.ts";
import { discard, entryOf, findSharedCache, put, take } from "./shared-cache.mjs";

const nobody = () => "/nowhere";

describe("the cache that clones share", () => {
  test("lies in AYBIZA_CACHE, or in XDG_CACHE_HOME, or in the home folder's .cache", () => {
    const at = room();
    expect(findSharedCache({ AYBIZA_CACHE: `${at}/mine`, XDG_CACHE_HOME: `${at}/xdg` }, () => at).folder).toBe(
      `${at}/mine`,
    );
    expect(findSharedCache({ XDG_CACHE_HOME: `${at}/xdg` }, () => at).folder).toBe(`${at}/xdg/aybiza`);
    expect(findSharedCache({ XDG_CACHE_HOME: "not/absolute" }, () => at).folder).toBe(`${at}/.cache/aybiza`);
  });

  test.each([
    ["it is turned off", { AYBIZA_CACHE: "off" }, "AYBIZA_CACHE=off"],
    ["its name isn't absolute", { AYBIZA_CACHE: "here" }, "AYBIZA_CACHE is here, which isn't an absolute path"],
    ["its name is a file's", { AYBIZA_CACHE: "/dev/null/x" }, "/dev/null/x can't be written (ENOTDIR)"],
  ])("isn't used where %s", (_, env, why) => {
    expect(findSharedCache(env, nobody)).toEqual({ folder: undefined, why });
  });

  test("isn't used where there is no home folder at all", () => {
    const none = () => {
      throw Object.assign(new Error("no such user"), { code: "ERR_SYSTEM_ERROR" });
    };
    expect(findSharedCache({}, none)).toEqual({
      folder: undefined,
      why: "the home folder can't be written (ERR_SYSTEM_ERROR)",
    });
    expect(findSharedCache({}, () => "").folder).toBe(undefined);
  });

  test("isn't used where others could have written to it", () => {
    const folder = path.join(room({ "cache/x": "" }), "cache");
    chmodSync(folder, 0o777);
    expect(findSharedCache({ AYBIZA_CACHE: folder })).toEqual({
      folder: undefined,
      why: `other users can write to ${folder} (fix: chmod go-w)`,
    });
  });
});

describe("the folder of the shared cache", () => {
  test("isn't used where others could put another folder in its place; a sticky folder above is fine", () => {
    const at = room({ "open/x": "" });
    chmodSync(path.join(at, "open"), 0o777);
    expect(findSharedCache({ AYBIZA_CACHE: `${at}/open/cache` })).toEqual({
      folder: undefined,
      why: `other users can replace ${at}/open/cache, because they can write to ${at}/open (fix: chmod go-w)`,
    });
    chmodSync(path.join(at, "open"), 0o1777);
    expect(findSharedCache({ AYBIZA_CACHE: `${at}/open/cache` }).folder).toBe(`${at}/open/cache`);
  });

  test("may be reached by a link: where it leads counts", () => {
    const at = room({ "real/x": "" });
    symlinkSync(`${at}/real`, `${at}/link`);
    expect(findSharedCache({ AYBIZA_CACHE: `${at}/link` })).toEqual({ folder: `${at}/real`, why: "" });
    symlinkSync(`${at}/nowhere`, `${at}/dangling`);
    expect(findSharedCache({ AYBIZA_CACHE: `${at}/dangling/cache` }).folder).toBe(undefined);
  });

  test("isn't waited for for ever where nothing can be made", () => {
    if (process.platform !== "linux") return; // only Linux's /proc causes this loop
    // In a separate process, since an endless loop could only be ended by a kill.
    const code = `import { findSharedCache } from ${JSON.stringify(path.join(import.meta.dirname, "shared-cache.mjs"))};
      process.stdout.write(findSharedCache({ XDG_CACHE_HOME: "/proc/nowhere" }).why);`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { timeout: 10_000 });
    expect(`${stdout}`).toBe("/proc/nowhere/aybiza can't be written (ENOENT)");
  });
});

describe("an entry", () => {
  const filled = () => {
    const at = room({ "from/a": "alpha", "from/b": "beta", "from/tree/c": "gamma" });
    const cache = findSharedCache({ AYBIZA_CACHE: path.join(at, "cache") });
    put(cache, "kind/key", { a: `${at}/from/a`, b: `${at}/from/b` }, { came: "here" });
    return { at, cache, entry: path.join(at, "cache", "kind", "key") };
  };

  test("copies its files and returns its record; files that it doesn't have are skipped", () => {
    const { at, cache } = filled();
    const note = take(cache, "kind/key", { a: `${at}/to/a`, b: `${at}/to/b`, c: `${at}/to/c` });
    expect(note?.came).toBe("here");
    expect(readdirSync(`${at}/to`).sort()).toEqual(["a", "b"]);
    expect(readFileSync(`${at}/to/b`, "utf8")).toBe("beta");
  });

  test.each([
    [
      "one file differs",
      (entry: string) => writeFileSync(`${entry}/b`, "other"),
      "b has another digest than its record",
    ],
    [
      "one file is gone",
      (entry: string) => write(entry, { "entry.json": '{"files":{"a":"","z":""}}' }),
      "a has another digest",
    ],
  ])("of which %s gives nothing and is deleted", (_, spoil, why) => {
    const { at, cache, entry } = filled();
    spoil(entry);
    const said: string[] = [];
    expect(take(cache, "kind/key", { a: `${at}/to/a`, b: `${at}/to/b` }, (text) => said.push(text))).toBe(undefined);
    expect(said[0]).toContain(why);
    expect(existsSync(entry)).toBe(false);
    expect(readdirSync(`${at}/to`)).toEqual([]);
  });

  test("whose set-up was killed half way is none", () => {
    const { at, cache, entry } = filled();
    write(path.join(at, "cache/kind/half"), { a: "alpha" });
    expect(take(cache, "kind/half", { a: `${at}/to/a` })).toBe(undefined);
    expect(entryOf(cache, "kind/half")).toBe(undefined);
    expect(entryOf(cache, "kind/key")).toBe(entry);
  });

  test("that is there stays as it is; a folder goes in as a whole; nothing half is left", () => {
    const { at, cache, entry } = filled();
    put(cache, "kind/key", { a: `${at}/from/b` });
    expect(readFileSync(`${entry}/a`, "utf8")).toBe("alpha");
    put(cache, "kind/tree", { files: `${at}/from/tree` });
    expect(readFileSync(`${at}/cache/kind/tree/files/c`, "utf8")).toBe("gamma");
    discard(cache, "kind/tree");
    expect(readdirSync(`${at}/cache/kind`)).toEqual(["key"]);
  });

  test("that can't be written is done without", () => {
    const at = room({ "from/a": "alpha" });
    put({ folder: "/dev/null/x", why: "" }, "kind/key", { a: `${at}/from/a` });
    expect(take({ folder: undefined, why: "off" }, "kind/key", {})).toBe(undefined);
  });
});
