import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { put } from "../../launch/testing/room.ts";
import { programs, project, saying } from "../testing/project.ts";
import { twilioCli } from "./twilio-cli.mjs";

/** A machine whose npm installs the packages of the lock file, or fails. */
function machine(code = 0) {
  const tools = programs((_command, _args, { cwd = "" }) => {
    if (code === 0) put(cwd, { "node_modules/twilio-cli/bin/run": "#!/usr/bin/env node\n" });
    return { code, output: "npm error code ENOTFOUND" };
  });
  return { ...tools, env: {} };
}

test("Twilio's CLI is installed as its lock file says, without a script run, until that file changes", async () => {
  const layout = project();
  const tools = machine();
  const step = twilioCli(layout, tools);
  expect(step.isDone()).toBe(false);
  expect(await step.work(saying())).toBe("Twilio's CLI, for tests");
  expect(tools.calls).toEqual([
    "npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error --engine-strict=false",
  ]);
  expect(step.isDone()).toBe(true);
  put(layout.root, { "toolchain/twilio-cli/package-lock.json": '{"packages":{"":{}}}' });
  expect(step.isDone()).toBe(false);
});

test("an interrupted install begins from nothing", async () => {
  const layout = project();
  put(layout.twilioCli, { "node_modules/twilio-cli/bin/run": "", "node_modules/half": "" });
  const step = twilioCli(layout, machine());
  expect(step.isDone()).toBe(false);
  await step.work(saying());
  expect(existsSync(path.join(layout.twilioCli, "node_modules/half"))).toBe(false);
  expect(readFileSync(path.join(layout.twilioCli, "package-lock.json"), "utf8")).toBe('{"packages":{}}');
});

test("one that fails is told with what npm said, and isn't done", async () => {
  const layout = project();
  const step = twilioCli(layout, machine(1));
  await expect(step.work(saying())).rejects.toMatchObject({
    message: "Installing Twilio's CLI with npm failed (exit code 1)",
    output: "npm error code ENOTFOUND",
  });
  expect(step.isDone()).toBe(false);
});
