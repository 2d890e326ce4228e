import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { layoutOf } from "./layout.mjs";

const root = path.resolve(import.meta.dirname, "..");

/** Runs a script after `quietSdk()` in a separate process. Returns its output, parsed as JSON. */
async function after(script: string, env: Record<string, string> = {}): Promise<unknown> {
  const code = `
    import { createRequire } from "node:module";
    import { quietSdk } from "./launch/quiet-sdk.ts";
    const require = createRequire(${JSON.stringify(path.join(root, "infra/main.ts"))});
    quietSdk();
    const promises = require("@pulumi/pulumi/runtime/debuggable.js");
    const pulumi = require("@pulumi/pulumi");
    ${script}`;
  const { stdout } = await promisify(execFile)(layoutOf(root).node, ["--input-type=module", "-e", code], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
  });
  return JSON.parse(stdout);
}

const traceOfAPromise = `
  const promise = Promise.resolve(1);
  const value = await promises.debuggablePromise(promise, "a test");
  console.log(JSON.stringify({ value, trace: promise._debugStackTrace.split("\\n").length > 1, stack: new Error("x").stack.split("\\n").length > 1 }));`;

test("promises carry no stack, unless leaks are looked for; errors always do", async () => {
  expect(await after(traceOfAPromise)).toEqual({ value: 1, trace: false, stack: true });
  expect(await after(traceOfAPromise, { PULUMI_DEBUG_PROMISE_LEAKS: "1" })).toEqual({
    value: 1,
    trace: true,
    stack: true,
  });
});

// Without an engine, the SDK prints debug messages only with this setting.
const messages = `
  require("@pulumi/pulumi/runtime/settings.js").excessiveDebugOutput = true;
  const said = [];
  console.log = (text) => said.push(text);
  await pulumi.log.debug("unread");
  await pulumi.log.info("read");
  process.stdout.write(JSON.stringify(said));`;

test("debug messages aren't sent, unless they are asked for; others are", async () => {
  expect(await after(messages)).toEqual(["info: [runtime] read"]);
  expect(await after(messages, { AYBIZA_SDK_DEBUG: "1" })).toEqual(["debug: [runtime] unread", "info: [runtime] read"]);
});

// The state has the source positions of the resource's registration: `stackTrace`, and its first frame as `sourcePosition`.
const registered = `
  const resources = require("@pulumi/pulumi/resource.js");
  const settings = require("@pulumi/pulumi/runtime/settings.js");
  const sent = [];
  const monitor = {
    registerResource: (request, answer) => {
      sent.push({ frames: request.getStacktrace()?.getFramesList().length, position: request.getSourceposition() !== undefined });
      answer(Object.assign(new Error("refused"), { code: 3 }));
    },
    supportsFeature: (_, answer) => answer(null, { getHassupport: () => true }),
  };
  settings.setMockOptions(monitor, "project", "stack", false);
  const told = new Promise((resolve) => process.once("unhandledRejection", resolve));
  process.on("unhandledRejection", () => {});
  class C extends resources.CustomResource {}
  const declare = () => new C("a:b:C", "lost", {});
  declare();
  const { message, stack } = await told;
  console.log(JSON.stringify({ frames: sent[0].frames > 0, position: sent[0].position, message, place: /at declare /.test(stack) }));
  process.exit(0);`;

test("a resource doesn't bring the paths of this machine into the state; its error tells the place", async () => {
  const message = "failed to register new resource lost [a:b:C]: refused";
  expect(await after(registered)).toEqual({ frames: false, position: false, message, place: true });
  expect(await after(registered, { AYBIZA_SDK_DEBUG: "1" })).toMatchObject({ frames: true, position: true, message });
});
