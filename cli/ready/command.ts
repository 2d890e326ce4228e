import { Command } from "commander";
import { nameOption } from "../world/command.ts";

/** `aybiza ready ...` */
export function readyCommand(exit: (code: number) => void): Command {
  return new Command("ready")
    .description(
      "whether an agent has answered a call on each of a tenant's connections: only then its numbers are live",
    )
    .argument("<tenant>", "id of the tenant, or the name of its stack")
    .option("--json", "one JSON object with all connections")
    .addOption(nameOption())
    .addHelpText(
      "after",
      `
Whether Twilio lets an account use ConversationRelay is switched on in the account's Console; no API says it, and a call without it reaches
no agent. A test call does: call a number of each connection, talk to its agent, and hang up. Read are the records of calls of this month
and the last, the newest 100 of a connection, in the AWS account that \`aws:profile\` of the stack's file or the environment names; where
neither does, and with --name, of the running world, which says nothing of Twilio.

Exit codes: 0 each connection's agent has answered a call, 3 not yet, 2 not understood, 1 failed

Examples
  ./aybiza ready acme-us
  ./aybiza ready acme-us --json | jq '.connections[] | select(.state != "answered")'
  ./aybiza ready acme-us --name default     of a rehearsal, whatever else is set`,
    )
    .action(async (tenant, options, command) => {
      const named = command.getOptionValueSource("name") === "cli";
      exit(await (await import("./run.ts")).ready(tenant, { ...options, named }));
    });
}
