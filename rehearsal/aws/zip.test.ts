import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zip } from "./zip.ts";

const READ = `
import sys, zipfile, json
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps({i.filename: [z.read(i).decode(), oct(i.external_attr >> 16)] for i in z.infolist()}))
`;

test("another program reads what was packed", () => {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-zip-"));
  const file = join(dir, "code.zip");
  const long = "handler ".repeat(10_000);
  writeFileSync(
    file,
    zip([
      { path: "lib/grüße.txt", data: Buffer.from("hello") },
      { path: "index.mjs", data: Buffer.from(long) },
      { path: "bootstrap", data: Buffer.from(""), executable: true },
    ]),
  );
  expect(JSON.parse(execFileSync("python3", ["-c", READ, file], { encoding: "utf8" }))).toEqual({
    bootstrap: ["", "0o100755"],
    "index.mjs": [long, "0o100644"],
    "lib/grüße.txt": ["hello", "0o100644"],
  });
  rmSync(dir, { recursive: true });
});

test("the same files give the same bytes, in whatever order", () => {
  const [a, b] = [
    { path: "a", data: Buffer.from("1") },
    { path: "b", data: Buffer.from("2") },
  ];
  expect(zip([a, b]).equals(zip([b, a]))).toBe(true);
});
