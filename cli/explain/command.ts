import { Command, Option } from "commander";
import { EVENTS } from "../../domain/router/explain.ts";
import { TARGET_HELP, targetOption } from "../world-options.ts";

/** `aybiza explain ...` */
export function explainCommand(exit: (code: number) => void): Command {
  return new Command("explain")
    .description("explain where a call to a number goes, by which rule, and why it goes nowhere else")
    .requiredOption(
      "--to <number>",
      "the called number: +14155550101, its last four or more digits, or its entry's name",
    )
    .option("--from <caller>", "the caller: a number, or what carriers send in place of one", "+14155550123")
    .option("--at <time>", "time of the call, in UTC unless it names a zone: 2026-12-01T09:00 (default: now)")
    .addOption(
      new Option("--event <event>", "what happens on the call").choices(Object.keys(EVENTS)).default("incoming"),
    )
    .option("--outage", "as if the handlers couldn't read the routes")
    .option("--tenant <tenant>", "the tenant's id or stack, where several have an entry of that name")
    .option("--deployed", "explain the route that is deployed, from the region's table; --to is a number in E.164")
    .addOption(targetOption())
    .option("--why", "show every rule for each event, not only for the first")
    .option("--json", "print one JSON object with all events, decisions and rules")
    .addHelpText(
      "after",
      `
This reads the stack files and asks no cloud: it shows what an update would deploy. --deployed shows what is deployed, and what an update
would change. The decisions are those of the handlers' own router. A number that is bought by search stands in no file: name its entry.

With --deployed: ${TARGET_HELP}

Events
${Object.entries(EVENTS)
  .map(([name, { says }]) => `  ${name.padEnd(20)} ${says}`)
  .join("\n")}

Exit codes: 0 the number has a route, 1 failed, 2 usage error, 3 no route

Examples
  ./aybiza explain --to +14155550101
  ./aybiza explain --to front-desk --from anonymous --why
  ./aybiza explain --to +14155550101 --event agent-failed
  ./aybiza explain --to +14155550101 --deployed --world   in the rehearsal world "default"
  ./aybiza explain --to 0101 --json | jq '.call.steps[] | select(.decides)'`,
    )
    .action(async (options) => exit(await (await import("./run.ts")).explain(options)));
}
