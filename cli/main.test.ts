import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { nearest } from "../domain/config/nearest.ts";
import { UserError } from "../domain/user-error.ts";
import { exportsOf } from "../launch/world/exports.ts";
import { ODD_CALLERS } from "./call/caller.ts";

import { commandLine, main } from "./main.ts";
import { moment } from "./world/logs.ts";
import { describe as describeWorld } from "./world/status.ts";

let out = "";
let err = "";
beforeEach(() => {
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += text;
    return true;
  });
  vi.spyOn(console, "log").mockImplementation((text) => {
    out += `${text}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

const verbs = commandLine().commands.flatMap((one) =>
  one.name() === "world" ? one.commands.map((verb) => `world ${verb.name()}`) : [one.name()],
);

it("has these verbs", () => {
  expect(verbs).toEqual([
    "call",
    "search",
    "world start",
    "world up",
    "world status",
    "world review",
    "world reset",
    "world stop",
    "world logs",
    "world env",
    "check",
    "invoice",
    "explain",
    "ledger",
    "offboard",
    "ready",
    "rights",
    "rules",
    "completion",
  ]);
});

it.each(verbs)("has help with an example: %s", async (verb) => {
  expect(await main([...verb.split(" "), "--help"])).toBe(0);
  expect(out).toMatch(new RegExp(`Examples\\n[\\s\\S]*./aybiza ${verb}`));
});

it.each([
  [["cal"], "error: unknown command 'cal'\n(Did you mean call?)\n"],
  [["world", "statsu"], "error: unknown command 'statsu'\n(Did you mean status?)\n"],
  [["world", "status", "--jsn"], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
  [
    ["world", "start", "--name", "2nd"],
    "error: option '-n, --name <world>' argument '2nd' is invalid. A world's name is a letter, then up to 30 of a-z, 0-9 and -.\n",
  ],
  [
    ["world", "start", "--stacks", "acme-su"],
    "error: there is no stack acme-su: stacks/Pulumi.acme-su.yaml doesn't exist\n  Did you mean acme-us?\n",
  ],
  [["completion", "bassh"], "error: there is no tab completion for bassh\n  Did you mean bash?\n"],
])("ends with 2 and says what was meant: %j", async (args, said) => {
  expect(await main(args)).toBe(2);
  expect(err.slice(0, said.length)).toBe(said);
});

it.each([
  [["cal", "--json"], "unknown-command", "unknown command 'cal'", ["(Did you mean call?)"]],
  [["world", "status", "--jsn", "--json"], "unknown-option", "unknown option '--jsn'", ["(Did you mean --json?)"]],
  [
    ["invoice", "acme", "--format", "json"],
    "missing-mandatory-option-value",
    "required option '-m, --month <month>' not specified",
    [],
  ],
  [["ledger", "--json"], "missing-argument", "missing required argument 'number|tenant'", []],
])("reports a usage error as JSON: %j", async (args, code, message, fix) => {
  expect(await main(args)).toBe(2);
  expect(JSON.parse(out)).toEqual({ error: { code, message, fix } });
});

it("says how to get a world where none runs, for machines too", async () => {
  expect(await main(["call", "+14155550101", "--world", "nowhere", "--json"])).toBe(1);
  const start = "Start it:  ./aybiza world start --detach --name nowhere --stacks us,acme-us";
  // Worlds of other tests may run in this checkout, and would be named.
  expect(JSON.parse(out)).toMatchObject({
    error: {
      code: "world-not-running",
      message: expect.stringMatching(/^no world nowhere runs in this checkout/),
      fix: expect.arrayContaining([start]),
    },
  });
  expect(err).toMatch(/^error: no world nowhere runs in this checkout/);
  expect(err).toContain(`\n  ${start}\n`);
});

it("has status 3 where no world runs, and nothing to stop there", async () => {
  expect(await main(["world", "status", "--name", "nowhere", "--json"])).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ name: "nowhere", state: "none" });
  out = "";
  expect(await main(["world", "stop", "--name", "nowhere"])).toBe(0);
  expect(out).toBe("No world nowhere runs in this checkout.\n");
});

it.each(["zsh", "bash", "fish"])("prints a completion script for %s", async (shell) => {
  expect(await main(["completion", shell])).toBe(0);
  expect(out).toContain("__aybiza_program complete --");
});

it("completes in a bash without the package bash-completion, read twice, by its own checkout whatever else is called aybiza", async () => {
  expect(await main(["completion", "bash"])).toBe(0);
  const bin = mkdtempSync(join(tmpdir(), "aybiza-stranger-"));
  onTestFinished(() => rmSync(bin, { recursive: true }));
  writeFileSync(join(bin, "aybiza"), `#!/bin/sh\ntouch ${bin}/ran\necho stranger\n`, { mode: 0o755 });
  const { stdout, stderr } = await promisify(execFile)(
    "bash",
    [
      "--norc",
      "-c",
      `${out}\n${out}\ncompopt() { :; }\nCOMP_WORDS=(./aybiza world lo) COMP_CWORD=2\n__aybiza_complete\necho "\${COMPREPLY[*]}"`,
    ],
    { env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } },
  );
  expect([stdout.trim(), stderr, readdirSync(bin)]).toEqual(["logs", "", ["aybiza"]]);
});

it("completes the numbers that offboarding is told", async () => {
  await main(["complete", "--", "offboard", "rights", "acme", "--port-out", ""]);
  expect(out).toContain("+14155550101\t");
});

it("completes the callers that have no number", async () => {
  await main(["complete", "--", "call", "+14155550101", "--from", ""]);
  for (const [caller, what] of Object.entries(ODD_CALLERS)) expect(out).toContain(`${caller}\t${what}\n`);
});

it("finds what was meant among few, and nothing far away", () => {
  expect(nearest("statsu", ["start", "status", "stop"])).toBe("status");
  expect(nearest("+14155550110", ["+14155550101", "+12125550142"])).toBe("+14155550101");
  expect(nearest("migrate", ["start", "status", "stop"])).toBeUndefined();
});

it("reads the times that --since takes", () => {
  const now = new Date("2026-05-04T09:00:00Z");
  expect(moment("90s", now)).toEqual(new Date("2026-05-04T08:58:30Z"));
  expect(moment("1.5h", now)).toEqual(new Date("2026-05-04T07:30:00Z"));
  expect(moment("2026-05-04T08:00:00Z", now)).toEqual(new Date("2026-05-04T08:00:00Z"));
  expect(() => moment("yesterday", now)).toThrow(UserError);
});

it("prints exports that any shell reads back", () => {
  expect(exportsOf({ set: { A: "plain/1", B: "it's two" }, unset: ["C", "D"] })).toEqual([
    "unset C D",
    "export A=plain/1",
    "export B='it'\\''s two'",
  ]);
});

it("shows a world in lines", () => {
  const lines = describeWorld(
    {
      name: "default",
      state: "running",
      pid: 7,
      startedAt: "2026-05-04T09:00:00Z",
      uptimeSeconds: 3_700,
      startSeconds: 1.2,
      memoryBytes: 265_000_000,
      parts: [{ part: "aws", pid: 8, memoryBytes: 75_000_000, address: "http://127.0.0.1:1", detail: "MiniStack" }],
      stacks: [{ stack: "us", kind: "region", resources: 0 }],
      numbers: [
        { number: "+14155550100", account: "AYBIZA", tenant: "willow", entry: "front-desk", inService: true },
        { number: "+14155550101", account: "Acme Dental", inService: false },
      ],
      calls: { placed: 2, completed: 1, underWay: 1 },
    },
    (_, text) => text,
  );
  expect(lines).toEqual([
    "world default  process 7, up for 1 h 1 min, started in 1.2 s, memory 265 MB",
    "",
    "parts",
    "  aws  8  75 MB  http://127.0.0.1:1  MiniStack",
    "stacks",
    "  us  region  not deployed",
    "numbers",
    "  +14155550100  willow front-desk  in service",
    "  +14155550101  Acme Dental        not in service",
    "calls",
    "  2 placed, 1 completed, 1 under way",
  ]);
});
