import { execFile } from "node:child_process";
import { copyFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { layoutOf } from "./layout.mjs";
import { EngineRoom } from "./testing/engine-room.ts";

const root = path.resolve(import.meta.dirname, "..");

/** The plugins section of the project's Pulumi.yaml, which names the language host. */
const { plugins } = parse(readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
  plugins: { languages: { name: string; path: string }[] };
};
const [host] = plugins.languages;

/** Installs a CLI outside the project, next to a fake language host that only reports that it was started. */
function otherCli(folder: string): string {
  mkdirSync(folder);
  const cli = path.join(folder, "pulumi");
  try {
    linkSync(layoutOf(root).pulumi, cli);
  } catch {
    copyFileSync(layoutOf(root).pulumi, cli); // a hard link across disks isn't possible
  }
  writeFileSync(path.join(folder, "pulumi-language-nodejs"), "#!/bin/sh\necho the other host >&2\nexit 1\n", {
    mode: 0o755,
  });
  return cli;
}

let room: EngineRoom;
let cli: string;
beforeAll(async () => {
  room = new EngineRoom({
    "main.ts": `import { execFileSync } from "node:child_process";
      import * as pulumi from "@pulumi/pulumi";
      const config = new pulumi.Config();
      // A child inherits the environment, so the configuration must not be in it.
      export const child = execFileSync(process.execPath, ["-p", "'started'"], { encoding: "utf8" }).trim();
      export const length = config.require("large").length;
      export const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack(), pulumi.runtime.isDryRun()].join(" ");`,
  });
  await room.must("stack", "init", "dev");
  await room.must("config", "set", "--secret", "password", "open sesame");
  const file = room.in("project/Pulumi.dev.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}  tiny:large: ${"x".repeat(1_000_000)}\n`);
  cli = otherCli(room.in("bin"));
}, 60_000);
afterAll(() => room.close());

const up = async () => {
  const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--color=never"];
  const run = promisify(execFile)(cli, args, { cwd: room.in("project"), env: room.env });
  return run
    .then(({ stdout, stderr }) => stdout + stderr)
    .catch((error: { stdout: string; stderr: string }) => error.stdout + error.stderr);
};

test("a CLI with another host uses that one where Pulumi.yaml names none", async () => {
  expect(await up()).toContain("the other host");
});

test("Pulumi.yaml names the project's host for each CLI: 1 MB of configuration reaches the program", async () => {
  const file = room.in("project/Pulumi.yaml");
  const languages = JSON.stringify([{ name: host?.name, path: path.join(root, host?.path ?? "") }]);
  writeFileSync(file, `${readFileSync(file, "utf8")}plugins: { languages: ${languages} }\n`);
  const said = await up();
  expect(said).not.toContain("the other host");
  expect(said).toMatch(/child *: "started"/);
  expect(said).toMatch(/length *: 1000000/);
  expect(said).toMatch(/stack *: "organization tiny dev false"/);
});
