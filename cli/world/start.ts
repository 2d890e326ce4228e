import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Fault, UserError } from "../../domain/user-error.ts";
import { root } from "../../launch/checkout.ts";
import { handleClosedOutput, Interruption } from "../../launch/interruption.ts";
import { ask } from "../../launch/world/client.ts";
import { DEFAULT_WORLD } from "../../launch/world/name.ts";
import type { Status, UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { removeWorld, worldHome, worldState } from "../../launch/world/record.ts";
import { takeStale } from "../../rehearsal/control/names.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { tellCancelling, tellInterrupted } from "./interrupted.ts";
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
  | { readonly interrupted: UpResult }
  | { readonly ready: true }
  | { readonly error: Fault };

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
    cancelling: () => {
      up.end();
      tellCancelling();
    },
    stands: (status: Status, foreground: boolean) => {
      if (json) return console.log(JSON.stringify(status));
      console.log("");
      for (const line of describe(status, paint)) console.log(line);
      const option = status.name === "default" ? "" : ` --name ${status.name}`;
      const callable = status.numbers.find((one) => one.inService)?.number;
      console.log("");
      if (callable === undefined) console.log(`No number is in service yet:  ./aybiza world up${option}`);
      else console.log(`Call somebody:  ./aybiza call ${callable}${option}`);
      console.log(foreground ? "Ctrl-C ends the world." : `End it:         ./aybiza world stop${option}`);
    },
  };
}

async function inForeground(options: StartOptions, stacks: readonly string[], tell: Teller): Promise<number> {
  handleClosedOutput("continue");
  const interruption = new Interruption();
  const { hostWorld } = await import("../../rehearsal/control/host.ts");
  const host = await hostWorld(options.name, performance.now() - process.uptime() * 1000);
  let result: UpResult = { done: [], interrupted: { notBegun: stacks } };
  try {
    if (interruption.signal === undefined) {
      tell.begun(options.name, host.startSeconds);
      interruption.onCancel(() => tell.cancelling());
      const interrupts = { interrupt: interruption.cancel, terminate: interruption.terminate };
      result = await host.up(stacks, tell.up, interrupts);
    }
    if (interruption.signal === undefined) tell.stands(await statusOf(options.name), true);
  } catch (error) {
    await host.stop();
    throw error;
  }
  const isCutOff = interruption.signal !== undefined;
  interruption.onCancel(() => void host.stop());
  await host.stopped;
  if (isCutOff) return cutOff(result, options, interruption);
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
  handleClosedOutput("continue");
  // A start that is cut off leaves no world. It is in a group of its own, so the terminal's signals don't reach it.
  const interruption = new Interruption();
  interruption.onCancel(() => {
    tell.cancelling();
    child.kill("SIGTERM");
  });
  interruption.terminate.addEventListener("abort", () => child.kill("SIGTERM"));
  let begun = false;
  let failure: UserError | undefined;
  let interrupted: UpResult | undefined;
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const told = JSON.parse(line) as Told;
    if ("up" in told) {
      begun = true;
      tell.begun(options.name, told.up.startSeconds);
    } else if ("event" in told) tell.up(told.event);
    else if ("interrupted" in told) interrupted = told.interrupted;
    else if ("error" in told) failure = new UserError(told.error.code, told.error.message, told.error.fix);
  }
  interruption.release();
  child.unref();
  if (interrupted !== undefined || interruption.signal !== undefined)
    return cutOff(interrupted ?? { done: [] }, options, interruption);
  if (begun && worldState(options.name).state === "running") tell.stands(await statusOf(options.name), false);
  if (failure !== undefined) throw failure;
  if (!begun) {
    const said = readFileSync(home.output, "utf8").trim();
    if (worldState(options.name).state === "none") removeWorld(options.name);
    throw new UserError("world-start-failed", `the world doesn't start:\n${said}`);
  }
  return EXIT.ok;
}

/** Says how far a start has come that a signal cut off. */
function cutOff({ done, interrupted }: UpResult, options: StartOptions, interruption: Interruption): number {
  const { name, detach, stacks = [], json = false } = options;
  const words = ["./aybiza world start", ...(detach ? ["--detach"] : [])];
  if (stacks.length > 0) words.push(`--stacks ${stacks.join(",")}`);
  if (name !== DEFAULT_WORLD) words.push(`--name ${name}`);
  const told = { goOn: words.join(" "), hasEnded: true, json, isTerminated: interruption.terminate.aborted };
  tellInterrupted({ done, interrupted: interrupted ?? { notBegun: [] } }, told);
  return interruption.signal === undefined ? EXIT.failed : interruption.exitCode;
}

/** What the world's process compiles is kept. */
function worldEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: join(root, ".aybiza", "cache", "node") };
}

async function statusOf(name: string): Promise<Status> {
  return (await ask<Status>(name, { verb: "status" })).result;
}
