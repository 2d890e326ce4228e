import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root, stateDir } from "../../rehearsal/paths.ts";

/** Follows docs/add-a-resource.md: writes each code block that names a file, makes the start file executable, and runs the table tests. */
const folder = join(stateDir, "test", "guide");
const guide = readFileSync(join(root, "docs/add-a-resource.md"), "utf8");
const blocks = [...guide.matchAll(/^```(?:ts|sh) (\S+)\n(.*?)^```$/gms)].map(([, file, text]) => ({
  file: file!,
  text: text!,
}));

rmSync(folder, { recursive: true, force: true });
for (const { file, text } of blocks) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
// Without this block's chmod, the engine can't run the start file.
const [, madeExecutable] = guide.match(/^```sh\n(chmod .*?)^```$/ms) ?? [];
if (!madeExecutable) throw new Error("docs/add-a-resource.md has no block that makes the start file executable");
execFileSync("sh", ["-ec", madeExecutable], { cwd: folder });
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
// The guide's files import the kit from here.
symlinkSync(join(root, "providers/kit"), join(folder, "providers/kit"));

test("the guide has the files that it speaks of", () => {
  const own = ["client.ts", "main.ts", "package.ts", "pulumi-resource-nightline", "rota.test.ts", "rota.ts"];
  const wanted = [...own, "testing/stand-in.ts"].map((name) => `providers/nightline/${name}`);
  expect(blocks.map((b) => b.file).sort()).toEqual(wanted);
});

test("its code is in the house's form", () => {
  const biome = join(root, "node_modules/.bin/biome");
  const args = ["check", "--vcs-enabled=false", join(folder, "providers/nightline")];
  const { status, stderr, stdout } = spawnSync(biome, args, { cwd: root, encoding: "utf8" });
  expect({ status, output: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, output: "" });
});

// The guide's table tests register under this test file.
await import(pathToFileURL(join(folder, "providers/nightline/rota.test.ts")).href);
