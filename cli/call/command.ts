import { Command, Option } from "commander";
import { calledWorldOption } from "../world-options.ts";

/** `aybiza call ...` */
export function callCommand(exit: (code: number) => void): Command {
  return new Command("call")
    .description("place a call in a running world, and talk to whoever answers")
    .argument("[number]", "the number to call: +14155550101, or its last digits (four or more); asks when left out")
    .option(
      "--from <caller>",
      "who calls: a number, or what a carrier sends in place of one (see below)",
      "+14155550123",
    )
    .option(
      "--say <sentence>",
      "say this, then hang up; may be given more than once",
      (one: string, all: string[] = []) => [...all, one],
    )
    .addOption(
      new Option(
        "--pace <pace>",
        "natural: speech, ringing and pauses take their time (default on a terminal)",
      ).choices(["natural", "none"]),
    )
    .option("-q, --quiet", "the conversation and the summary only")
    .option("--trace", "also what the handlers logged, and the call's whole record")
    .addOption(calledWorldOption())
    .option("--json", "one JSON object for each event; the last line is the summary")
    .addHelpText(
      "after",
      `
In a call
  Type what the caller says. What you send while the other side speaks interrupts it.
  /dtmf 123#   press keys          /hangup or Ctrl-C   hang up (Ctrl-C twice: quit at once)
Piped, each line is a sentence (or such a command), and the end of the input hangs up.

Callers without a number
  --from anonymous, Restricted, unknown, unavailable, "" or +1, sip:bob@pbx.example, client:bob, +266696687 (ANONYMOUS in digits):
  each reaches the agent and its fallback as anyone does. A person who is dialled sees the called number.

Exit codes: 0 answered, 3 not answered, 2 not understood, 1 failed

Examples
  ./aybiza call +14155550101
  ./aybiza call +14155550101 --say "When are you open?" --say "Thank you, bye"
  ./aybiza call +14155550101 --from anonymous --say "I want to speak to a person"
  printf 'When are you open?\\nI want to speak to a person\\n' | ./aybiza call 0101 --json | tail -n 1`,
    )
    .action(async (number, options) => exit(await (await import("./run.ts")).call(number, options)));
}
