import { createInterface } from "node:readline";
import { ask, type Conversation } from "../../launch/world/client.ts";
import type { CallOrder, Status } from "../../launch/world/protocol.ts";
import { worldHome } from "../../launch/world/record.ts";
import type { CallReport } from "../../rehearsal/control/calls.ts";
import { FileTail, type LogEntry, nextEntries } from "../../rehearsal/control/log.ts";
import type { CallEvent } from "../../rehearsal/twilio/network/index.ts";
import { EXIT, usageError } from "../exit.ts";
import { ownerOf } from "../number-label.ts";
import { paintFor } from "../paint.ts";
import { lineOf } from "../world/logs.ts";
import { callerFrom } from "./caller.ts";
import { type Detail, linesOf, summaryOf } from "./lines.ts";
import { meantNumber } from "./phone-number.ts";
import { Screen } from "./screen.ts";
import { COMMANDS, typed } from "./typed.ts";

interface CallOptions {
  readonly world: string;
  readonly from: string;
  readonly say?: readonly string[];
  readonly pace?: "natural" | "none";
  readonly quiet?: boolean;
  readonly trace?: boolean;
  readonly json?: boolean;
}

/** `aybiza call` */
export async function call(number: string | undefined, options: CallOptions): Promise<number> {
  if (options.quiet && options.trace)
    throw usageError("quiet-with-trace", "--quiet and --trace exclude each other", "Leave one of them out");
  const { numbers } = await (await ask<Status>(options.world, { verb: "status", brief: true })).result;
  const typing = options.say === undefined && process.stdin.isTTY && process.stdout.isTTY && !options.json;
  const order: CallOrder = {
    to:
      number === undefined
        ? await chosen(numbers, typing)
        : meantNumber(
            number,
            numbers.map((one) => one.number),
          ),
    from: callerFrom(options.from),
    says: options.say,
    pace: (options.pace ?? (typing ? "natural" : "none")) === "natural" ? 1 : 0,
  };
  return typing ? await typedCall(order, options) : await pipedCall(order, options);
}

const detailOf = ({ quiet, trace }: CallOptions): Detail => (quiet ? "quiet" : trace ? "trace" : "usual");

/** A call whose caller types at a terminal. */
async function typedCall(order: CallOrder, options: CallOptions): Promise<number> {
  const paint = paintFor(process.stdout);
  const detail = detailOf(options);
  let conversation: Conversation<CallReport> | undefined;
  let leaving = false;
  /** Hangs up at the first Ctrl-C; a second one quits at once. */
  const leave = (how: "interrupt" | "end") => {
    if (leaving && how === "interrupt") {
      screen.close();
      process.exit(EXIT.interrupted);
    }
    if (!leaving) conversation?.send({ hangUp: true });
    leaving = true;
  };
  const screen = new Screen({
    prompt: paint("green", "you> "),
    onLine: (line) => {
      const meant = typed(line);
      if (meant === undefined) return;
      if ("hint" in meant) screen.write([paint("dim", meant.hint)]);
      else conversation?.send("hangUp" in meant || "done" in meant ? meant : { ...meant, interrupts: true });
    },
    onLeave: leave,
    complete: (line) => [line.startsWith("/") ? COMMANDS.filter((one) => one.startsWith(line)) : [], line],
  });
  process.once("SIGTERM", () => leave("end"));
  process.once("SIGHUP", () => leave("end"));
  try {
    screen.write([paint("dim", `Calling ${order.to}. Type what you say; /hangup or Ctrl-C hangs up.`)]);
    conversation = await ask<CallReport, CallEvent>(options.world, { verb: "call", ...order }, (event) => {
      screen.write(linesOf(event, detail, paint));
      if (event.type === "ended") screen.close();
    });
    if (leaving) conversation.send({ hangUp: true });
    const report = await conversation.result;
    screen.close();
    for (const line of [...handlersOf(report, options), ...summaryOf(report, detail, paint)]) console.log(line);
    return report.result.answered ? EXIT.ok : EXIT.no;
  } finally {
    screen.close();
  }
}

/** A call without a terminal: sentences come from options or from standard input. */
async function pipedCall(order: CallOrder, options: CallOptions): Promise<number> {
  const paint = paintFor(process.stdout);
  const detail = detailOf(options);
  const conversation = await ask<CallReport, CallEvent>(options.world, { verb: "call", ...order }, (event) => {
    if (options.json) console.log(JSON.stringify(event));
    else for (const line of linesOf(event, detail, paint)) console.log(line);
  });
  let interrupted = false;
  const leave = () => {
    if (interrupted) process.exit(EXIT.interrupted);
    interrupted = true;
    conversation.send({ hangUp: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, leave);
  const input = order.says === undefined ? readSentences(conversation) : undefined;
  try {
    const report = await conversation.result;
    if (options.json) console.log(JSON.stringify({ type: "summary", ...report }));
    else for (const line of [...handlersOf(report, options), ...summaryOf(report, detail, paint)]) console.log(line);
    return report.result.answered ? EXIT.ok : EXIT.no;
  } finally {
    input?.close();
    // An open pipe on stdin must not keep the process running after the call.
    process.stdin.unref?.();
    process.stdin.destroy();
  }
}

/** Reads sentences and commands from standard input, one a line. At its end, hangs up after everything was spoken. */
function readSentences(conversation: Conversation<CallReport>) {
  const input = createInterface({ input: process.stdin });
  input.on("line", (line) => {
    const meant = typed(line);
    if (meant === undefined) return;
    if ("hint" in meant) process.stderr.write(`${meant.hint}\n`);
    else conversation.send(meant);
  });
  input.on("close", () => conversation.send({ done: true }));
  return input;
}

/** With `--trace`: prints the handlers' log entries of this call. */
function handlersOf({ result }: CallReport, options: CallOptions): string[] {
  if (!options.trace) return [];
  const paint = paintFor(process.stdout);
  const entries: LogEntry[] = nextEntries(new FileTail(worldHome(options.world).log)).filter(
    (entry) => entry.callSid === result.sid && entry.part === "handlers",
  );
  return ["", paint("bold", "handlers"), ...entries.map((entry) => `  ${lineOf(entry, paint)}`)];
}

/** Asks for a number at a terminal. */
async function chosen(numbers: Status["numbers"], typing: boolean): Promise<string> {
  const known = numbers.map((one) => one.number).join(", ");
  if (!typing) throw usageError("number-missing", "the number to call is missing", [`Name one of:  ${known}`]);
  const { isCancel, select } = await import("@clack/prompts");
  const inService = numbers.filter((one) => one.inService);
  const choice = await select({
    message: "Which number?",
    options: (inService.length === 0 ? numbers : inService).map((one) => ({
      value: one.number,
      label: one.number,
      hint: ownerOf(one),
    })),
  });
  if (isCancel(choice)) process.exit(EXIT.interrupted);
  return choice;
}
