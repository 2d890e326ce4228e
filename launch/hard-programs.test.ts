import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changedSdk } from "./testing/changed-sdk.ts";
import { EngineRoom } from "./testing/engine-room.ts";

/** Declares components by name: resources that need no provider. */
const declares = `
import * as pulumi from "@pulumi/pulumi";
const declare = (name: string) => new (class extends pulumi.ComponentResource {})("tiny:index:Thing", name, {});
`;

const CUT_OFF = "The program called process.exit(0) before its end. Let it end by itself, or throw an error.";
const RULE = "The update fails, because the engine would delete the resources that weren't declared yet.";

/** Runs faulty programs by the real CLI. Before each, the stack has two components. */
describe("a program", () => {
  let room: EngineRoom;
  const up = (program: string) => {
    room.write({ "main.ts": `${declares}${program}` });
    return room.pulumi("up", "--yes", "--skip-preview");
  };
  beforeAll(async () => {
    room = new EngineRoom();
    await room.must("stack", "init", "dev");
    expect((await up(`declare("one"); declare("two");`)).code).toBe(0);
  }, 60_000);
  beforeEach(() => expect(room.held()).toEqual(["one", "two"]));
  afterAll(() => room.close());

  test.each([
    ["throws", `throw new Error("no such region");`, "no such region"],
    ["throws later", `setTimeout(() => { throw new Error("too late"); }, 50);`, "too late"],
    ["rejects", `await Promise.reject(new Error("not today"));`, "not today"],
    ["leaves a rejection alone", `void Promise.reject(new Error("unseen"));`, "unseen"],
    ["throws in an apply", `pulumi.output(1).apply(() => { throw new Error("in apply"); });`, "in apply"],
    ["exits with 3", `process.exit(3);`, "Program exited with non-zero exit code: 3"],
    ["exits with 0 before its end", `process.exit(0);`, CUT_OFF],
    [
      "awaits what never comes",
      `await new Promise(() => {});`,
      "The program waits for a promise that never settles: an `await`, or an output that it exports. Settle or remove that promise.",
    ],
    [
      "exits with 0 when it is thought to have ended",
      `process.once("beforeExit", () => setTimeout(() => process.exit(0), 10)); await new Promise(() => {});`,
      CUT_OFF,
    ],
    [
      "has its exit code set back to 0",
      `process.on("exit", () => { process.exitCode = 0; }); throw new Error("unheard");`,
      "The program had an uncaught error and was about to exit with 0 all the same. Fix this error.",
    ],
    [
      "has a library that swallows errors",
      `for (const event of ["uncaughtException", "unhandledRejection"]) process.removeAllListeners(event).on(event, () => {});
       pulumi.output(1).apply(() => { throw new Error("swallowed"); });`,
      "Error: swallowed",
    ],
    [
      "has a library that takes all listeners away",
      `process.removeAllListeners("exit"); process.removeAllListeners("beforeExit"); process.exit(0);`,
      CUT_OFF,
    ],
    ["ends past Node's own exit", `(process as unknown as { reallyExit(code: number): void }).reallyExit(0);`, CUT_OFF],
  ])(
    "that %s fails, deletes nothing, and leaves no lock and no process",
    async (_, program, why) => {
      const { code, output } = await up(`declare("one"); ${program} declare("two");`);
      expect(output).toContain(why);
      if (why.startsWith("The program")) expect(output).toContain(`${why} ${RULE}`);
      expect(code).not.toBe(0);
      expect(room.held()).toEqual(["one", "two"]);
      expect(room.locks()).toEqual([]);
      await expect.poll(() => room.processes()).toEqual([]);
    },
    30_000,
  );

  test("that ends well fails with an SDK whose internals the guard doesn't know, and deletes nothing", async () => {
    room.write({
      "changed.cjs": changedSdk({ "*": [["\\bgetStackResource\\b", "rootOfTheStack"]] }),
    });
    room.env.NODE_OPTIONS = `--require ${room.in("project", "changed.cjs")}`;
    try {
      const { code, output } = await up(`declare("one");`);
      expect(code).not.toBe(0);
      expect(output).toMatch(
        /@pulumi\/pulumi \d+\.\d+\.\d+ has no runtime\/state\.js with getStackResource\(\)\.getData\(\)/,
      );
      expect(output).toContain("Install the version of package-lock.json (`npm ci`), or adapt launch/early-exit.cjs");
      expect(output).toContain(RULE);
      expect(room.held()).toEqual(["one", "two"]);
    } finally {
      delete room.env.NODE_OPTIONS;
    }
  }, 30_000);

  test.each([
    ["once", 1],
    ["twice", 2],
  ])(
    "that hangs ends by Ctrl-C, pressed %s: nothing is deleted, no lock and no process stays",
    async (_, times) => {
      room.write({
        "main.ts": `${declares} declare("one"); console.log("hanging"); setInterval(() => {}, 1000); await new Promise(() => {});`,
      });
      const { child, printed, ended } = room.start("up", "--yes", "--skip-preview");
      await expect.poll(printed, { timeout: 20_000 }).toContain("hanging");
      expect(room.locks()).toHaveLength(1);
      for (let i = 0; i < times; i++) process.kill(-child.pid!, "SIGINT");
      const { code } = await ended;
      expect(code).not.toBe(0);
      await expect.poll(() => room.processes(), { timeout: 10_000 }).toEqual([]);
      expect(room.locks()).toEqual([]);
      expect(room.held()).toEqual(["one", "two"]);
      expect((await up(`declare("one"); declare("two");`)).code).toBe(0);
    },
    60_000,
  );

  test("that prints a lot loses nothing, and the engine's memory stays in proportion", async () => {
    const lines = 50_000;
    room.write({
      "main.ts": `${declares} declare("one"); declare("two");
        for (let i = 0; i < ${lines}; i++) console.log("line", String(i).padStart(6, "0"), "x".repeat(88));`,
    });
    const { child, printed, ended } = room.start("up", "--yes", "--skip-preview");
    let peakKb = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? peakKb);
      } catch {
        // The process has ended, or the system has no /proc.
      }
    }, 100);
    const { code } = await ended;
    clearInterval(watch);
    expect(code).toBe(0);
    // The output has each line twice: when it is written, and in the summary.
    const seen = new Set(printed().match(/line \d{6} x{88}/g));
    expect(seen.size).toBe(lines);
    expect(peakKb).toBeLessThan(500_000);
  }, 60_000);
});
