import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ask } from "../../rehearsal/control/client.ts";
import { takeStale } from "../../rehearsal/control/names.ts";
import type { Status, UpEvent } from "../../rehearsal/control/protocol.ts";
import { Refusal } from "../../rehearsal/control/refusal.ts";
import { root } from "../../rehearsal/paths.ts";
import { removeWorld, worldHome, worldState } from "../../rehearsal/world-dir.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { isSetUp } from "./set-up.ts";
import { checkedStacks } from "./stacks.ts";
import { describe } from "./status.ts";
import { tellUp } from "./up.ts";

interface StartOptions {
  readonly name: string;
  readonly detach?: boolean;
  readonly stacks?: readonly string[];
  readonly json?: boolean;
}

/** What a detached world's process tells the one that started it. */
type Told =
  | { readonly up: { readonly startSeconds: number } }
  | { readonly event: UpEvent }
  | { readonly ready: true }
  | { readonly error: { readonly message: string; readonly fix: readonly string[] } };

/** `aybiza world start` */
export async function start(options: StartOptions): Promise<number> {
  const stacks = checkedStacks(options.stacks ?? []);
  await setUp();
  const tell = teller(options.json ?? false);
  try {
    return await (options.detach ? detached(options, stacks, tell) : inForeground(options, stacks, tell));
  } finally {
    // An update that was cut off, or failed, sends no end: its ticking would keep this process alive.
    tell.up.end();
  }
}

/** What this machine lacks is brought first, as `npm start` does. */
async function setUp(): Promise<void> {
  if (isSetUp()) return;
  const { begin } = await import("../../toolchain/begin.mjs");
  await begin();
}

type Teller = ReturnType<typeof teller>;

/** Tells people, or machines, how the start goes. */
function teller(json: boolean) {
  const paint = paintFor(process.stdout);
  const up = tellUp(json);
  return {
    begun: (name: string, startSeconds: number) => {
      if (json) console.log(JSON.stringify({ world: name, startSeconds: Math.round(startSeconds * 10) / 10 }));
      else console.log(`${paint("green", "ok")} the world ${name} is up in ${startSeconds.toFixed(1)} s`);
    },
    up,
    stands: (status: Status, foreground: boolean) => {
      if (json) return console.log(JSON.stringify(status));
      console.log("");
      for (const line of describe(status, paint)) console.log(line);
      const option = status.name === "default" ? "" : ` --name ${status.name}`;
      const callable = status.numbers.find((one) => one.inService)?.number;
      console.log("");
      if (callable === undefined) console.log(`No stack is up yet:  npx aybiza world up${option}`);
      else console.log(`Call somebody:  npx aybiza call ${callable}${option}`);
      console.log(foreground ? "Ctrl-C ends the world." : `End it:         npx aybiza world stop${option}`);
    },
  };
}

async function inForeground(options: StartOptions, stacks: readonly string[], tell: Teller): Promise<number> {
  const { hostWorld } = await import("../../rehearsal/control/host.ts");
  const host = await hostWorld(options.name, performance.now() - process.uptime() * 1000);
  let signalled = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      signalled = true;
      void host.stop();
    });
  try {
    tell.begun(options.name, host.startSeconds);
    if (stacks.length > 0) await host.up(stacks, tell.up);
    tell.stands(await statusOf(options.name), true);
  } catch (error) {
    if (!signalled) {
      await host.stop();
      throw error;
    }
  }
  await host.stopped;
  if (!options.json) console.log(`The world ${options.name} has ended.`);
  return EXIT.ok;
}

async function detached(options: StartOptions, stacks: readonly string[], tell: Teller): Promise<number> {
  takeStale(options.name);
  const home = worldHome(options.name);
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  const output = openSync(home.output, "w", 0o600);
  const child = spawn(
    process.execPath,
    [join(root, "rehearsal", "control", "main.ts"), "--name", options.name, "--stacks", stacks.join(",")],
    { cwd: root, detached: true, stdio: ["ignore", output, output, "pipe"], env: worldEnvironment() },
  );
  let begun = false;
  let failure: Refusal | undefined;
  // Ctrl-C before it stands: it isn't left half made. It is in a group of its own, so the terminal's signal doesn't reach it.
  const interrupted = () => {
    child.kill("SIGTERM");
    process.exitCode = EXIT.interrupted;
  };
  process.on("SIGINT", interrupted);
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const told = JSON.parse(line) as Told;
    if ("up" in told) {
      begun = true;
      tell.begun(options.name, told.up.startSeconds);
    } else if ("event" in told) tell.up(told.event);
    else if ("error" in told) failure = new Refusal(told.error.message, told.error.fix);
  }
  process.off("SIGINT", interrupted);
  child.unref();
  if (process.exitCode === EXIT.interrupted) return EXIT.interrupted;
  if (begun) tell.stands(await statusOf(options.name), false);
  if (failure !== undefined) throw failure;
  if (!begun) {
    const said = readFileSync(home.output, "utf8").trim();
    if (worldState(options.name).state === "none") removeWorld(options.name);
    throw new Refusal(`the world doesn't start:\n${said}`);
  }
  return EXIT.ok;
}

/** What the world's process compiles is kept. */
function worldEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: join(root, ".aybiza", "cache", "node") };
}

async function statusOf(name: string): Promise<Status> {
  return (await ask<Status>(name, { verb: "status" })).result;
}
