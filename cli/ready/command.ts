import { Command } from "commander";
import { TARGET_HELP, targetOption } from "../world-options.ts";

/** `aybiza ready ...` */
export function readyCommand(exit: (code: number) => void): Command {
  return new Command("ready")
    .description("check that an agent has answered a call on each of a tenant's connections")
    .argument("<tenant>", "the tenant's id or the name of its stack")
    .option("--json", "print one JSON object with all connections")
    .addOption(targetOption())
    .addHelpText(
      "after",
      `
ConversationRelay is enabled for an account in Twilio's Console. No API reports that, and without it no call reaches an agent, so only a test
call can tell: call a number of each connection, talk to its agent, and hang up. This reads the newest 100 call records of each connection of
this month and the last.

${TARGET_HELP}

Exit codes: 0 each connection's agent has answered a call, 1 failed, 2 usage error, 3 not yet

Examples
  ./aybiza ready acme-us
  ./aybiza ready acme-us --json | jq '.connections[] | select(.state != "answered")'
  ./aybiza ready acme-us --world     in the rehearsal world "default"`,
    )
    .action(async (tenant, options) => exit(await (await import("./run.ts")).ready(tenant, options)));
}
