import { Command, Option } from "commander";
import { calledWorldOption } from "../world-options.ts";

/** `aybiza call ...` */
export function callCommand(exit: (code: number) => void): Command {
  return new Command("call")
    .description("place a call in a running world and talk to the agent that answers")
    .argument("[number]", "the number to call: +14155550101, or its last four or more digits; asks if none is given")
    .option(
      "--from <caller>",
      "the caller: a number, or what carriers send in place of one (see below)",
      "+14155550123",
    )
    .option("--say <sentence>", "say this, then hang up (repeatable)", (one: string, all: string[] = []) => [
      ...all,
      one,
    ])
    .addOption(
      new Option(
        "--pace <pace>",
        "natural: speech, ringing and pauses take as long as in real life (default on a terminal)",
      ).choices(["natural", "none"]),
    )
    .option("-q, --quiet", "show the conversation and the summary only")
    .option("--trace", "also show the handlers' logs and the whole call record")
    .addOption(calledWorldOption())
    .option("--json", "print one JSON object for each event; the last line is the summary")
    .addHelpText(
      "after",
      `
In a call
  Type what the caller says. What you send while the other side speaks interrupts it.
  /dtmf 123#   press keys          /hangup or Ctrl-C   hang up (Ctrl-C twice: quit at once)
From a pipe, each line is a sentence or a command, and the end of the input hangs up.

Callers without a number
  --from anonymous, Restricted, unknown, unavailable, "" or +1, sip:bob@pbx.example, client:bob, +266696687 (ANONYMOUS in digits):
  each reaches the agent and its fallback like any caller. A person whom the call is transferred to sees the called number.

Exit codes: 0 answered, 1 failed, 2 usage error, 3 not answered

Examples
  ./aybiza call +14155550101
  ./aybiza call +14155550101 --say "When are you open?" --say "Thank you, bye"
  ./aybiza call +14155550101 --from anonymous --say "I want to speak to a person"
  printf 'When are you open?\\nI want to speak to a person\\n' | ./aybiza call 0101 --json | tail -n 1`,
    )
    .action(async (number, options) => exit(await (await import("./run.ts")).call(number, options)));
}
