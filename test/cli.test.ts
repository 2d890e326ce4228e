import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { descendants, startOf } from "../launch/process-tree.mjs";
import { ask } from "../launch/world/client.ts";
import type { Status } from "../launch/world/protocol.ts";
import { worldHome, worldState } from "../launch/world/record.ts";
import { leftBehind } from "../rehearsal/control/processes.ts";
import { locksOf } from "../rehearsal/control/stacks.ts";
import { root, twilioCliProgram } from "../rehearsal/paths.ts";
import { sampleAuthTokens } from "../rehearsal/sample.ts";

const name = "cli-test";
const home = worldHome(name);
const bin = join(root, "node_modules", ".bin");
const number = "+14155550101";
/** A budget of the project: a whole world, without stacks, stands in this time and takes this memory. */
const START_SECONDS = 5;
const MEMORY_BYTES = 1e9;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program as a shell does; `input` is its standard input. */
function ran(command: string, args: readonly string[], input = "", env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
  const heard = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    heard.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    heard.err += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code, ...heard }));
  });
}

const world = (...args: string[]) => ran(join(bin, "aybiza"), ["world", ...args, "--name", name]);
const call = (args: readonly string[], input = "") =>
  ran(join(bin, "aybiza"), ["call", ...args, "--world", name], input);
const objects = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const status = async (): Promise<Status> => JSON.parse((await world("status", "--json")).out);

let started: Ran;
beforeAll(async () => {
  await world("stop");
  started = await world("start", "--detach", "--stacks", "us,acme-us", "--json");
});
afterAll(() => world("stop"));

describe("a world in the background", () => {
  it("stands within its budgets of time and memory, with its stacks up", async () => {
    expect(started.err).toBe("");
    expect(started.code).toBe(0);
    const told = objects(started.out);
    expect(told.slice(1, 3).map((one) => [one.stack, one.replaced])).toEqual([
      ["us", 0],
      ["acme-us", 0],
    ]);
    const { startSeconds, memoryBytes, stacks, numbers } = told.at(-1) as Status;
    let fastest = startSeconds;
    // On a machine that is busy with something else the best of three counts.
    for (let again = 0; again < 2 && fastest >= START_SECONDS; again += 1) {
      const other = await ran(join(bin, "aybiza"), ["world", "start", "--detach", "--json", "--name", `${name}-2`]);
      fastest = Math.min(fastest, objects(other.out).at(-1).startSeconds);
      await ran(join(bin, "aybiza"), ["world", "stop", "--name", `${name}-2`]);
    }
    expect(fastest).toBeLessThan(START_SECONDS);
    expect(memoryBytes).toBeLessThan(MEMORY_BYTES);
    expect(stacks.filter((one) => one.resources > 0).map((one) => one.stack)).toEqual(["us", "acme-us"]);
    expect(numbers.find((one) => one.number === number)).toEqual({
      ...{ number, account: "Acme Dental", tenant: "acme", inService: true },
    });
  });

  it("can be asked by its own user only", () => {
    expect(statSync(worldState(name).record!.socket).mode & 0o777).toBe(0o600);
  });

  it("has its name for itself", async () => {
    const second = await world("start", "--detach");
    expect(second.code).toBe(1);
    expect(second.err).toContain(`the world ${name} already runs (process ${worldState(name).record?.pid})`);
    expect(second.err).toContain(`./aybiza world stop --name ${name}`);
  });

  it("gives the environment for pulumi", async () => {
    const { out } = await world("env");
    const stacks = await ran("sh", ["-c", `${out}\n"$0" stack ls --json`, join(bin, "pulumi")]);
    expect(stacks.err).toBe("");
    expect(JSON.parse(stacks.out).map((one: { name: string }) => one.name)).toEqual(["acme-us", "us"]);
  });

  it("gives the environment for Twilio's own CLI, which takes the world for Twilio", async () => {
    const { out } = await world("env", "--twilio", "acme");
    const listed = await ran("sh", [
      "-c",
      `${out}\n"$0" "$1" phone-numbers:list --no-header`,
      process.execPath,
      twilioCliProgram,
    ]);
    expect(listed.out).toContain(number);
    const nobody = await world("env", "--twilio", "nobody");
    expect([nobody.code, nobody.err.split("\n")[0]]).toEqual([1, 'error: this world has no Twilio account "nobody"']);
    expect(nobody.err).toContain("\n    acme  Acme Dental\n");
  });

  it("finds numbers that can be bought in it", async () => {
    const args = ["search", "--world", name, "--country", "US", "--area-code", "415", "--limit", "1", "--json"];
    const { numbers } = JSON.parse((await ran(join(bin, "aybiza"), args)).out);
    expect(numbers).toMatchObject([
      { number: "+14155550100", locality: "San Francisco", price: { month: "2.50", currency: "USD", by: "AYBIZA" } },
    ]);
  });

  it("completes the numbers that can be called", async () => {
    const asked = await ran(join(bin, "aybiza"), ["complete", "--", "call", "--world", name, "+1415"]);
    expect(asked.out.split("\n")).toContain(`${number}\tacme`);
  });
});

describe("a call from a script", () => {
  it("says each line of standard input, tells each event as JSON, and ends with the summary", async () => {
    const run = await call([number, "--json"], "When are you open?\nCan I book a check-up?\n");
    expect(run.code).toBe(0);
    const events = objects(run.out);
    const kinds = events.map((event) => event.type);
    for (const kind of ["ringing", "webhook", "twiml", "line", "leg", "ended"]) expect(kinds).toContain(kind);
    expect(events.filter((event) => event.type === "line").map((event) => `${event.who}: ${event.text}`)).toEqual([
      "agent: Acme Dental, this is the reception. How can I help you?",
      "caller: When are you open?",
      "agent: We are open Monday to Friday, from eight to six.",
      "caller: Can I book a check-up?",
      "agent: I have Tuesday at ten free. Shall I write you down for it?",
    ]);
    const summary = events.at(-1);
    expect(summary.type).toBe("summary");
    expect(summary.result).toMatchObject({ to: number, answered: true, answeredBy: "agent", status: "completed" });
    expect(summary.record).toMatchObject({ tenant: "acme", agent: "reception", outcome: "agent", number });
    expect(summary.answerDelayMs).toBeGreaterThan(0);
  });

  it("shows webhooks, TwiML and legs to people, without colours in a pipe", async () => {
    const run = await call(["0101", "--say", "When are you open?"]);
    expect(run.code).toBe(0);
    expect(run.out).not.toContain("\u001b");
    expect(run.out).toMatch(
      /^ +\d+\.\d\d s {2}webhook {2}voice: POST https:\/\/voice\.us\.aybiza\.example\/twilio\/voice {2}200 {2}\d+ ms$/m,
    );
    expect(run.out).toMatch(/^ +\d+\.\d\d s {2}twiml {4}<Response>$/m);
    expect(run.out).toMatch(/^ +\d+\.\d\d s {2}leg {6}agent: wss:/m);
    expect(run.out).toMatch(/^answered by the agent acme\/reception, \d+ ms after dialling; /m);
  });

  it.each([
    ["anonymous", "anonymous"],
    ["", "(no caller ID)"],
    ["sip:bob@pbx.example;transport=tls", "sip:bob@pbx.example;transport=tls"],
  ])("rehearses a caller without a number: --from '%s'", async (from, shown) => {
    const run = await call([number, "--from", from, "--say", "I want to speak to a person"]);
    expect(run.code).toBe(0);
    expect(run.out).toContain(`ringing  ${shown} calls ${number}`);
    expect(run.out).toContain(`dial     the call is transferred to Robin at the front desk, who sees ${number}`);
    expect(run.out).toContain("Acme Dental, this is Robin. How can I help?");
  });

  it("ends with 2 for a caller that no carrier sends", async () => {
    const run = await call([number, "--from", "front-desk"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain("--from front-desk is neither a phone number nor what carriers send in place of one");
  });

  it("ends with 3 where nobody answers, and says whom one can call", async () => {
    const run = await call(["+14155550100"]);
    expect(run.code).toBe(3);
    expect(run.out).toContain(`No account of this world holds +14155550100.`);
    expect(run.out).toContain(number);
  });

  it("ends with 2 for what isn't a number", async () => {
    const run = await call(["14155550110"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain(`Did you mean ${number}?`);
  });
});

describe("a call in a terminal", () => {
  const person = (steps: { sees: string; types: string }[], ...args: string[]) =>
    ran("python3", [
      join(import.meta.dirname, "terminal.py"),
      JSON.stringify(steps),
      "60",
      join(bin, "aybiza"),
      ...["call", number, "--world", name, "--pace", "none", ...args],
    ]);

  it("is a conversation, which the caller ends", async () => {
    const run = await person([
      { sees: "How can I help you\\?", types: "When are you open?\r" },
      { sees: "from eight to six", types: "/dtmf nine\r" },
      { sees: "/dtmf accepts keys", types: "/hangup\r" },
    ]);
    expect(run.err).toBe("");
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/ s {2}You {6}When are you open\?\n[\s\S]* s {2}Agent {4}We are open/);
    expect(run.out).toContain("answered by the agent acme/reception");
  });

  it("ends with Ctrl-C, cleanly: the call is recorded to its end", async () => {
    const run = await person([{ sees: "How can I help you\\?", types: "\u0003" }], "--quiet");
    expect(run.err).toBe("");
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/ {2}status +completed\n/);
    expect((await status()).calls.underWay).toBe(0);
  });
});

describe("a start that is cut off", () => {
  it("ends at Ctrl-C while a stack comes up, says so, and leaves no world", async () => {
    const other = "cli-test-cut-off";
    const run = await ran("python3", [
      join(import.meta.dirname, "terminal.py"),
      JSON.stringify([{ sees: "pulumi up --stack us +[1-9]", types: "\u0003" }]),
      "60",
      ...[join(bin, "aybiza"), "world", "start", "--detach", "--stacks", "us", "--name", other],
    ]);
    expect(run.code).toBe(130);
    expect(run.out).toMatch(/^ {2}cut off: {4}us, after \d+ created/m);
    expect(run.out).toContain("the world has ended; nothing of it is left\n");
    expect(run.out).toContain(`try again:  ./aybiza world start --detach --stacks us --name ${other}\n`);
    expect(worldState(other).state).toBe("none");
  });

  it("the story ends cleanly at a SIGTERM that comes twice, as `timeout` sends it", async () => {
    const other = "cli-test-story";
    const args = ["rehearsal/story.ts", "--stay", "--name", other];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let heard = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (heard += text));
    const ended = once(child, "close");
    await expect.poll(() => leftBehind(worldHome(other).dir).length, { timeout: 30_000 }).toBeGreaterThan(2);
    await expect.poll(() => heard).toContain("2. pulumi up --stack us");
    child.kill("SIGTERM");
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(143);
    expect(heard).toContain("interrupted in step 2. pulumi up --stack us");
    expect(heard).toContain("once more:    npm start -- --stay --name cli-test-story\n");
    expect(worldState(other).state).toBe("none");
    expect(leftBehind(worldHome(other).dir)).toEqual([]);
  });
});

describe("an update that is interrupted", () => {
  /** Starts `world up`, and signals it as soon as the world holds a number more: in the middle of a purchase's stack. */
  async function upUntilBought(
    signal: NodeJS.Signals,
    ...stacks: string[]
  ): Promise<Ran & { readonly number: string }> {
    const held = async () => (await (await ask<Status>(name, { verb: "status", brief: true })).result).numbers;
    const before = (await held()).map((one) => one.number);
    const child = spawn(join(bin, "aybiza"), ["world", "up", ...stacks, "--name", name], { cwd: root });
    const heard = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => (heard.out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (heard.err += text));
    const ended = once(child, "close");
    let bought: string | undefined;
    const deadline = Date.now() + 60_000;
    while (bought === undefined && Date.now() < deadline)
      bought = (await held()).find((one) => !before.includes(one.number))?.number;
    // The engine is paused meanwhile: it needs less time for the rest of the update than a signal may need to reach it.
    const engines = enginesOf(worldState(name).record!.pid);
    expect(engines).toHaveLength(1);
    for (const pid of engines) process.kill(pid, "SIGSTOP");
    child.kill(signal);
    await sleep(300);
    for (const pid of engines) process.kill(pid, "SIGCONT");
    return { code: (await ended)[0], ...heard, number: String(bought) };
  }
  const enginesOf = (world: number) =>
    descendants(world).flatMap(({ pid, command }) => (/\/pulumi .* up /.test(command) ? [pid] : []));
  const resources = async (stack: string) => (await status()).stacks.find((one) => one.stack === stack)?.resources;

  it("cancels the engine, says what it bought, begins nothing more, and is gone on with", async () => {
    const run = await upUntilBought("SIGINT", "willow-us", "birch-us");
    expect([run.code, run.out]).toEqual([130, ""]);
    expect(run.err).toMatch(/^ {2}cut off: {4}willow-us, after \d+ created, 0 updated, 0 deleted, 0 replaced$/m);
    expect(run.err).toContain(`bought ${run.number} (willow front-desk)\n`);
    expect(run.err).toContain("  not begun:  birch-us\n");
    expect(run.err).toContain(`  continue:   ./aybiza world up willow-us birch-us --name ${name}\n`);
    expect(await resources("birch-us")).toBe(0);
    const again = objects((await world("up", "willow-us", "--json")).out);
    expect(again.at(-1)).toMatchObject({ stack: "willow-us", bought: [] });
  });

  it("is cancelled, too, when whoever asked for it is killed", async () => {
    await upUntilBought("SIGKILL", "birch-us", "acme-us");
    await expect
      .poll(async () => (await world("logs", "--part", "world")).out, { timeout: 30_000 })
      // On a busy machine birch's update may end before the signal arrives.
      .toMatch(/(?:birch|acme)-us was cut off|not begun: acme-us/);
    // The next update needs no `pulumi cancel`.
    expect(locksOf(join(home.world, "state"))).toEqual([]);
    expect(await resources("birch-us")).toBeGreaterThan(0);
  });
});

describe("the logs", () => {
  it("tell what each part said, and never a secret", async () => {
    const run = await world("logs", "--json");
    expect(run.code).toBe(0);
    const parts = new Set(objects(run.out).map((entry) => entry.part));
    for (const part of ["world", "engine", "twilio", "network", "handlers"]) expect(parts).toContain(part);
    for (const token of Object.values(sampleAuthTokens)) {
      expect(run.out).not.toContain(token);
      expect(readFileSync(home.log, "utf8")).not.toContain(token);
    }
  });

  it("can be cut to a part and a time, and be followed", async () => {
    const handlers = await world("logs", "--part", "handlers");
    expect(handlers.out).toMatch(/ handlers us\/twilio-voice: /);
    expect(handlers.out).not.toMatch(/ (engine|twilio|network|world) /);
    expect((await world("logs", "--since", "2100-01-01")).out).toBe("");

    const child = spawn(join(bin, "aybiza"), ["world", "logs", "--follow", "--part", "network", "--name", name], {
      cwd: root,
    });
    const ended = new Promise((done) => child.once("close", done));
    let heard = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      heard += text;
    });
    await call(["+14155550102", "--say", "Hello"]);
    await expect.poll(() => heard, { timeout: 10_000 }).toMatch(/called \+14155550102: completed, answered by agent/);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});

describe("a reset", () => {
  it("asks first, so it needs --yes where nobody can answer", async () => {
    const run = await world("reset");
    expect(run.code).toBe(2);
    expect(run.err).toContain("./aybiza world reset --yes");
  });

  it("leaves a world in which a tenant waits for its region, by our command and by pulumi's", async () => {
    const before = await status();
    expect((await world("reset", "--yes")).code).toBe(0);
    const refused = await world("up", "acme-us");
    expect([refused.code, refused.err]).toEqual([
      1,
      `error: acme-us needs its region \`us\`, which isn't deployed in the world ${name}\n  Deploy \`us\` first:  ./aybiza world up us acme-us --name ${name}\n`,
    ]);
    const { out } = await world("env");
    const preview = `${out}\n"$0" stack init acme-us && "$0" preview --non-interactive --color never --stack acme-us`;
    const asked = await ran("sh", ["-c", preview, join(bin, "pulumi")]);
    expect(asked.out).toContain(
      "error: Region `us` isn't deployed: there is no stack organization/aybiza/us.\n        Fix: deploy the region before its tenants: pulumi stack init us, then pulumi up --stack us\n",
    );
    expect(asked.out).not.toContain("unknown stack");
    expect(before.calls.placed).toBeGreaterThan(0);
  });

  it("brings the world back to its start in the same processes, and it works again", async () => {
    const before = await status();
    const run = await world("reset", "--yes", "--stacks", "us,acme-us");
    expect(run.err).toBe("");
    expect(run.code).toBe(0);
    const after = await status();
    const places = (one: Status) => one.parts.map(({ part, pid, address }) => [part, pid, address]);
    expect(places(after)).toEqual(places(before));
    expect(after.calls).toEqual({ placed: 0, completed: 0, underWay: 0 });
    expect((await call([number, "--say", "Hello"])).code).toBe(0);
  });
});

describe("a world that is killed", () => {
  it("is told from one that runs, leaves no process, and is cleared away", async () => {
    const { pid, parts } = await status();
    const update = world("up", "birch-us");
    await expect.poll(() => leftBehind(home.dir).length, { timeout: 20_000, interval: 50 }).toBeGreaterThan(1);
    process.kill(pid, "SIGKILL");
    const cut = await update;
    expect(cut.code).toBe(1);
    expect(cut.err).toContain("ended before it answered");

    const crashed = await world("status");
    expect(crashed.code).toBe(1);
    expect(crashed.out).toContain(`The world ${name} has crashed: its process ${pid} is gone.`);
    await expect.poll(() => leftBehind(home.dir)).toEqual([]);
    const aws = parts.find((one) => one.part === "aws")!;
    await expect.poll(() => startOf(aws.pid)).toBeUndefined();
    expect((await world("logs", "--part", "world")).out).toContain("acme-us is up");
    expect((await call([number])).err).toContain(`the world ${name} has crashed`);

    const stopped = await world("stop");
    expect(stopped.code).toBe(0);
    expect(existsSync(home.dir)).toBe(false);
    expect((await world("status")).code).toBe(3);
  });
});

describe("a world in the foreground", () => {
  it("ends with Ctrl-C, and nothing of it is left", async () => {
    const child = spawn(join(bin, "aybiza"), ["world", "start", "--name", name], { cwd: root });
    let heard = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      heard += text;
    });
    const ended = new Promise((done) => child.once("close", done));
    await expect.poll(() => heard, { timeout: 20_000 }).toContain("Stop the world:  Ctrl-C");
    expect((await world("status")).code).toBe(0);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(heard).toContain(`The world ${name} has ended.`);
    expect(existsSync(home.dir)).toBe(false);
  });
});
