import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { type Fault, UserError } from "../../domain/user-error.ts";
import { root } from "../../launch/checkout.ts";
import { handleClosedOutput, Interruption } from "../../launch/interruption.ts";
import { ask } from "../../launch/world/client.ts";
import { worldOption } from "../../launch/world/name.ts";
import type { Status, UpEvent, UpResult } from "../../launch/world/protocol.ts";
import { removeWorld, worldHome, worldState } from "../../launch/world/record.ts";
import { clearName } from "../../rehearsal/control/names.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { reportCancelling, reportInterrupted } from "./interrupted.ts";
import { isSetUp } from "./set-up.ts";
import { checkedStacks } from "./stacks.ts";
import { describe } from "./status.ts";
import { upReporter } from "./up.ts";

interface StartOptions {
  readonly name: string;
  readonly detach?: boolean;
  readonly stacks?: readonly string[];
  readonly json?: boolean;
}

/** A message from a detached world's process to the process that started it. */
type Message =
  | { readonly up: { readonly startSeconds: number } }
  | { readonly event: UpEvent }
  | { readonly interrupted: UpResult }
  | { readonly ready: true }
  | { readonly error: Fault };

/** `aybiza world start` */
export async function start(options: StartOptions): Promise<number> {
  const stacks = checkedStacks(options.stacks ?? []);
  await setUp();
  const report = reporter(options.json ?? false);
  try {
    return await (options.detach ? detached(options, stacks, report) : inForeground(options, stacks, report));
  } finally {
    // After a failed or interrupted update, the progress timer would keep this process alive.
    report.up.end();
  }
}

/** Installs missing programs on this machine, as `npm start` does. */
async function setUp(): Promise<void> {
  if (isSetUp()) return;
  const { begin } = await import("../../toolchain/begin.mjs");
  await begin();
}

type Reporter = ReturnType<typeof reporter>;

/** Reports the progress of a start, as text or JSON. */
function reporter(json: boolean) {
  const paint = paintFor(process.stdout);
  const up = upReporter(json);
  return {
    begun: (name: string, startSeconds: number) => {
      if (json) console.log(JSON.stringify({ world: name, startSeconds: Math.round(startSeconds * 10) / 10 }));
      else console.log(`${paint("green", "ok")} the world ${name} is up in ${startSeconds.toFixed(1)} s`);
    },
    up,
    cancelling: () => {
      up.end();
      reportCancelling();
    },
    running: (status: Status, foreground: boolean) => {
      if (json) return console.log(JSON.stringify(status));
      console.log("");
      for (const line of describe(status, paint)) console.log(line);
      const option = worldOption(status.name, "--name");
      const callable = status.numbers.find((one) => one.inService)?.number;
      console.log("");
      if (callable === undefined)
        console.log(`No number is in service yet. Deploy stacks:  ./aybiza world up${option}`);
      else console.log(`Call an agent:   ./aybiza call ${callable}${worldOption(status.name, "--world")}`);
      console.log(foreground ? "Stop the world:  Ctrl-C" : `Stop the world:  ./aybiza world stop${option}`);
    },
  };
}

async function inForeground(options: StartOptions, stacks: readonly string[], report: Reporter): Promise<number> {
  handleClosedOutput("continue");
  const interruption = new Interruption();
  const { hostWorld } = await import("../../rehearsal/control/host.ts");
  const host = await hostWorld(options.name, performance.now() - process.uptime() * 1000);
  let result: UpResult = { done: [], interrupted: { notBegun: stacks } };
  try {
    if (interruption.signal === undefined) {
      report.begun(options.name, host.startSeconds);
      interruption.onCancel(() => report.cancelling());
      const interrupts = { interrupt: interruption.cancel, terminate: interruption.terminate };
      result = await host.up(stacks, report.up, interrupts);
    }
    if (interruption.signal === undefined) report.running(await statusOf(options.name), true);
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

async function detached(options: StartOptions, stacks: readonly string[], report: Reporter): Promise<number> {
  clearName(options.name);
  const home = worldHome(options.name);
  mkdirSync(home.dir, { recursive: true, mode: 0o700 });
  const output = openSync(home.output, "w", 0o600);
  const child = spawn(
    process.execPath,
    [join(root, "rehearsal", "control", "main.ts"), "--name", options.name, "--stacks", stacks.join(",")],
    { cwd: root, detached: true, stdio: ["ignore", output, output, "pipe"], env: worldEnvironment() },
  );
  handleClosedOutput("continue");
  // An interrupted start must leave no world behind. The child is in its own process group, so the terminal's signals don't reach it.
  const interruption = new Interruption();
  interruption.onCancel(() => {
    report.cancelling();
    child.kill("SIGTERM");
  });
  interruption.terminate.addEventListener("abort", () => child.kill("SIGTERM"));
  let begun = false;
  let failure: UserError | undefined;
  let interrupted: UpResult | undefined;
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const message = JSON.parse(line) as Message;
    if ("up" in message) {
      begun = true;
      report.begun(options.name, message.up.startSeconds);
    } else if ("event" in message) report.up(message.event);
    else if ("interrupted" in message) interrupted = message.interrupted;
    else if ("error" in message) failure = new UserError(message.error.code, message.error.message, message.error.fix);
  }
  interruption.release();
  child.unref();
  if (interrupted !== undefined || interruption.signal !== undefined)
    return cutOff(interrupted ?? { done: [] }, options, interruption);
  if (begun && worldState(options.name).state === "running") report.running(await statusOf(options.name), false);
  if (failure !== undefined) throw failure;
  if (!begun) {
    const output = readFileSync(home.output, "utf8").trim();
    if (worldState(options.name).state === "none") removeWorld(options.name);
    throw new UserError("world-start-failed", `the world ${options.name} didn't start:\n${output}`);
  }
  return EXIT.ok;
}

/** Reports how far a start got before a signal interrupted it. */
function cutOff({ done, interrupted }: UpResult, options: StartOptions, interruption: Interruption): number {
  const { name, detach, stacks = [], json = false } = options;
  const words = ["./aybiza world start", ...(detach ? ["--detach"] : [])];
  if (stacks.length > 0) words.push(`--stacks ${stacks.join(",")}`);
  const command = `${words.join(" ")}${worldOption(name, "--name")}`;
  const about = { command, hasEnded: true, json, isTerminated: interruption.terminate.aborted };
  reportInterrupted({ done, interrupted: interrupted ?? { notBegun: [] } }, about);
  return interruption.signal === undefined ? EXIT.failed : interruption.exitCode;
}

/** Enables Node's compile cache for the world's process. */
function worldEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: join(root, ".aybiza", "cache", "node") };
}

async function statusOf(name: string): Promise<Status> {
  return (await ask<Status>(name, { verb: "status" })).result;
}
