import { Command, CommanderError } from "commander";
import { escapeHidden } from "../domain/config/hidden-characters.ts";
import { type Fault, faultOf, UserError } from "../domain/user-error.ts";
import { callCommand } from "./call/command.ts";
import { checkCommand } from "./check/command.ts";
import { completionCommand } from "./completion/command.ts";
import { EXIT, Interrupted } from "./exit.ts";
import { explainCommand } from "./explain/command.ts";
import { invoiceCommand } from "./invoice/command.ts";
import { ledgerCommand } from "./ledger/command.ts";
import { offboardCommand } from "./offboard/command.ts";
import { paintFor } from "./paint.ts";
import { readyCommand } from "./ready/command.ts";
import { rightsCommand } from "./rights/command.ts";
import { rulesCommand } from "./rules/command.ts";
import { searchCommand } from "./search/command.ts";
import { worldCommand } from "./world/command.ts";

/** Builds the whole command line. The command modules contain only options and help; a command's code is loaded when it runs. */
export function commandLine(exit: (code: number) => void = () => {}): Command {
  const program = new Command("aybiza")
    .description("Phone numbers for AI voice agents, declared as code")
    .usage("<command> [options]")
    .helpOption("-h, --help", "show help, of a command with examples")
    .helpCommand("help [command]", "show help of a command")
    .version("0.1.0", "-V, --version", "show the version")
    .showSuggestionAfterError()
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world start --detach --stacks us,acme-us   a rehearsal world with a region and a tenant
  ./aybiza call +14155550101                          call an agent and talk to it
  ./aybiza search --country US --area-code 415        find numbers for sale with their prices
  ./aybiza explain --to +14155550101                  where a call goes, and why
  ./aybiza check                                      check every stack file, offline
  ./aybiza rules GB                                   the law of a country, and what is offered there
  ./aybiza ledger +14155550101                        the history of a number
  ./aybiza world stop                                 stop the world and remove its files

Exit codes: 0 done, 1 failed, 2 usage error, 3 no result (call not answered; no number found; not ready; no world runs),
130 interrupted by Ctrl-C, 143 by SIGTERM`,
    );
  program.addCommand(callCommand(exit));
  program.addCommand(searchCommand(exit));
  program.addCommand(worldCommand(exit));
  program.addCommand(checkCommand(exit));
  program.addCommand(invoiceCommand(exit));
  program.addCommand(explainCommand(exit));
  program.addCommand(ledgerCommand(exit));
  program.addCommand(offboardCommand(exit));
  program.addCommand(readyCommand(exit));
  program.addCommand(rightsCommand(exit));
  program.addCommand(rulesCommand(exit));
  program.addCommand(completionCommand(() => commandLine()));
  for (const command of everyCommand(program)) command.exitOverride().showHelpAfterError(false);
  return program;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap((one) => everyCommand(one as Command))];
}

/** Runs a command line and returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "complete") {
    const { complete } = await import("./completion/complete.ts");
    return complete(commandLine(), args.slice(1));
  }
  let code: number = EXIT.ok;
  const program = commandLine((wanted) => {
    code = wanted;
  });
  try {
    if (args.length === 0) {
      process.stdout.write(program.helpInformation());
      return EXIT.ok;
    }
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return explain(error, asksForJson(args));
  }
}

/** Whether JSON is wanted. Checks the raw arguments, since the command line may be unparsable. */
const asksForJson = (args: readonly string[]): boolean =>
  args.includes("--json") || /(^| )(-f|--format)[ =]?json( |$)/.test(args.join(" "));

/** Prints an error: as text on standard error, or with `--json` on standard output. Returns the exit code. */
function explain(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    // Commander has printed it already.
    const [message = "", ...fix] = error.message.replace(/^error: /, "").split("\n");
    const code = error.code.replace(/^commander\./, "").replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
    if (json) printJson({ code, message, fix });
    return EXIT.usage;
  }
  const fault = faultOf(error);
  if (json) printJson(error instanceof Interrupted ? { ...fault, code: "interrupted" } : fault);
  const paint = paintFor(process.stderr);
  process.stderr.write(`${paint("red", "error:")} ${escapeHidden(fault.message, { lines: true })}\n`);
  for (const line of fault.fix) process.stderr.write(`  ${line}\n`);
  if (error instanceof UserError) return error.isUsage ? EXIT.usage : EXIT.failed;
  if (error instanceof Interrupted) return error.exitCode;
  if (error instanceof Error && process.env.AYBIZA_DEBUG !== undefined) process.stderr.write(`${error.stack}\n`);
  return EXIT.failed;
}

const printJson = (error: Fault): void => {
  process.stdout.write(`${JSON.stringify({ error })}\n`);
};
