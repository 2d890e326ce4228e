import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { createAtomically, writeAtomically } from "./atomic-write.mjs";
import { room } from "./testing/room.ts";

const modeOf = (file: string) => statSync(file).mode & 0o777;

it("replaces a file and leaves no draft", () => {
  const folder = room({ "a.txt": "old" });
  writeAtomically(path.join(folder, "a.txt"), "new");
  expect(readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("new");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

it("keeps the old content, and leaves no draft, where the write fails", () => {
  const folder = room({ "a.txt": "old" });
  // A folder can't be replaced by a file, so the last step fails.
  mkdirSync(path.join(folder, "taken"));
  writeFileSync(path.join(folder, "taken", "b.txt"), "");
  expect(() => writeAtomically(path.join(folder, "taken"), "new")).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(() => writeAtomically(path.join(folder, "a.txt"), 7 as unknown as string)).toThrow(
    /ERR_INVALID_ARG_TYPE|type/,
  );
  expect(readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.txt", "taken"]);
});

it("sets exactly the given permissions, whatever the umask", () => {
  const folder = room();
  const umask = process.umask(0o077);
  try {
    writeAtomically(path.join(folder, "a.txt"), "", { mode: 0o664 });
  } finally {
    process.umask(umask);
  }
  expect(modeOf(path.join(folder, "a.txt"))).toBe(0o664);
  writeAtomically(path.join(folder, "b.txt"), "");
  expect(modeOf(path.join(folder, "b.txt"))).toBe(0o666 & ~umask);
});

it("creates a file once, and leaves the first one unchanged", () => {
  const folder = room();
  const file = path.join(folder, "a.txt");
  expect([createAtomically(file, "first"), createAtomically(file, "second")]).toEqual([true, false]);
  expect(readFileSync(file, "utf8")).toBe("first");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

it("fails where the folder doesn't exist", () => {
  expect(() => createAtomically(path.join(room(), "none", "a.txt"), "")).toThrow("ENOENT");
});

it("puts the draft where it is asked to", () => {
  const folder = room({ "archive/keep": "" });
  // The draft's folder doesn't exist, so the write fails there and not in the file's own folder.
  const file = path.join(folder, "archive", "a.txt");
  expect(() => writeAtomically(file, "x", { draftsIn: path.join(folder, "drafts") })).toThrow(
    path.join(folder, "drafts"),
  );
  mkdirSync(path.join(folder, "drafts"));
  writeAtomically(file, "x", { draftsIn: path.join(folder, "drafts") });
  expect(readdirSync(path.join(folder, "archive"))).toEqual(["a.txt", "keep"]);
});
