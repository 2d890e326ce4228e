import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { changedSdk } from "./testing/changed-sdk.ts";
import { EngineRoom } from "./testing/engine-room.ts";

const version = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../node_modules/@pulumi/pulumi/package.json"), "utf8"),
).version as string;

const program = `
import * as pulumi from "@pulumi/pulumi";
import { quietSdk } from ${JSON.stringify(path.join(import.meta.dirname, "quiet-sdk.ts"))};
quietSdk();
class Thing extends pulumi.ComponentResource {}
new Thing("tiny:index:Thing", "one", {});
`;

/** Renames each of the three functions in the SDK, to simulate a version with other internals. */
const RENAMED = {
  "*": [
    ["\\blog\\.debug\\b", "log.finest"],
    ["\\bdebuggablePromise\\b", "tracedPromise"],
  ],
  "log/index.js": [["exports\\.debug\\b", "exports.finest"]],
  "resource.js": [["\\bstackTrace\\(", "declaredAt("]],
} as const;

describe("a registration on the real engine", () => {
  let room: EngineRoom;
  afterEach(() => room.close());

  async function up(env: NodeJS.ProcessEnv, changed?: Parameters<typeof changedSdk>[0]) {
    room = new EngineRoom({ "main.ts": program }, { env });
    await room.must("stack", "init", "dev");
    if (changed) {
      room.write({ "changed.cjs": changedSdk(changed) });
      room.env.NODE_OPTIONS = `--require ${room.in("project", "changed.cjs")}`;
    }
    const output = await room.must("up", "--yes", "--skip-preview", "--debug");
    return {
      held: room.held(),
      debugMessages: output.match(/Registering resource: t=tiny:index:Thing/g)?.length ?? 0,
      paths: room.state("one").includes("/node_modules/@pulumi/pulumi/"),
      warnings: [...new Set(output.match(/warning: @pulumi\/pulumi.*$/gm))],
    };
  }

  test("sends no debug message and no path of this machine", async () => {
    expect(await up({})).toEqual({ held: ["one"], debugMessages: 0, paths: false, warnings: [] });
  }, 60_000);

  test("sends both with AYBIZA_SDK_DEBUG=1", async () => {
    const { debugMessages, ...rest } = await up({ AYBIZA_SDK_DEBUG: "1" });
    expect(debugMessages).toBeGreaterThan(0);
    expect(rest).toEqual({ held: ["one"], paths: true, warnings: [] });
  }, 60_000);

  test("comes up with an SDK whose internals were renamed, and warns once of each, with the version and the cost", async () => {
    const { debugMessages, warnings, ...rest } = await up({}, RENAMED);
    expect(rest).toEqual({ held: ["one"], paths: true });
    expect(debugMessages).toBeGreaterThan(0);
    expect(warnings).toHaveLength(3);
    const told = [
      ["`debug`", "log/index.js", "four more calls to the engine"],
      ["`debuggablePromise`", "runtime/debuggable.js", "a stack trace for each promise"],
      ["`Resource.stackTrace`", "resource.js", "the source position of each resource in the state"],
    ];
    for (const [n, parts] of told.entries())
      for (const part of [
        `@pulumi/pulumi ${version} `,
        ...parts,
        "Updates work but are slower",
        "Adapt launch/quiet-sdk.ts",
      ])
        expect(warnings[n]).toContain(part);
  }, 60_000);

  test("comes up from its source, with a warning, where an SDK lacks a name of launch/sdk.mjs", async () => {
    const files = {
      "main.mjs": `
        import { startFast } from ${JSON.stringify(path.join(import.meta.dirname, "fast-start.mjs"))};
        await startFast({
          name: "sdk-test",
          entry: ${JSON.stringify("PROJECT/program.ts")}.replace("PROJECT", import.meta.dirname),
          external: ["@pulumi/pulumi/*"],
          instead: { "@pulumi/pulumi": ${JSON.stringify(path.join(import.meta.dirname, "sdk.mjs"))} },
        });`,
      "program.ts": program,
      "Pulumi.yaml": "name: tiny\nmain: main.mjs\nruntime: { name: nodejs, options: { typescript: false } }\n",
      "changed.cjs": changedSdk({ "*": [["\\bRunError\\b", "HaltError"]] }),
    };
    room = new EngineRoom(files);
    await room.must("stack", "init", "dev");
    room.env.NODE_OPTIONS = `--require ${room.in("project", "changed.cjs")}`;
    const output = await room.must("up", "--yes", "--skip-preview");
    expect(room.held()).toEqual(["one"]);
    expect(output).toMatch(
      /warning: \S*program\.ts can't be bundled: launch\/sdk\.mjs doesn't fit the installed @pulumi\/pulumi, which lacks: RunError\. /,
    );
    expect(output).toContain("It runs from its source, which starts about a second slower.");
    expect(output).toContain("Correct this, or set AYBIZA_FROM_SOURCE=1.");
  }, 60_000);
});
