import { Command } from "commander";
import { nameOption } from "../world/command.ts";

/** `aybiza ledger ...` */
export function ledgerCommand(exit: (code: number) => void): Command {
  return new Command("ledger")
    .description(
      "what happened to a number, or to a tenant's numbers: bought, assigned, transferred, released, by whom",
    )
    .argument("<number|tenant>", "a number, +14155550101; or the id of a tenant, or the name of its stack")
    .addOption(nameOption())
    .option("--json", "one JSON object with all entries")
    .addHelpText(
      "after",
      `
Every update that changes who has a number, which agent answers it or whether it is in service leaves an entry in the region's table; no
entry is ever changed or deleted (docs/life-of-a-number.md). A number's entries are looked for in every region of its country. The AWS account
is the one that \`aws:profile\` of the stack's file or the environment names; where neither does, and with --name, the running world's.

Exit codes: 0 found, 3 nothing is known of it, 2 not understood, 1 failed

Examples
  ./aybiza ledger +14155550101
  ./aybiza ledger acme --json | jq '.entries[] | select(.event == "released")'
  ./aybiza ledger acme --name default     of a rehearsal, whatever else is set`,
    )
    .action(async (asked, options, command) => {
      const named = command.getOptionValueSource("name") === "cli";
      exit(await (await import("./run.ts")).ledger(asked, { ...options, named }));
    });
}
