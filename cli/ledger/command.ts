import { Command } from "commander";
import { TARGET_HELP, targetOption } from "../world-options.ts";

/** `aybiza ledger ...` */
export function ledgerCommand(exit: (code: number) => void): Command {
  return new Command("ledger")
    .description(
      "the history of a number, or of a tenant's numbers: bought, assigned, transferred, released, and by which update",
    )
    .argument("<number|tenant>", "a number, +14155550101; or a tenant's id or the name of its stack")
    .addOption(targetOption())
    .option("--json", "print one JSON object with all entries")
    .addHelpText(
      "after",
      `
Each update that changes a number's tenant, agent or state adds an entry to the region's table. No entry is ever changed or deleted
(docs/life-of-a-number.md). A number is searched in every region that serves its country.

${TARGET_HELP}

Exit codes: 0 found, 1 failed, 2 usage error, 3 no entry

Examples
  ./aybiza ledger +14155550101
  ./aybiza ledger acme --json | jq '.entries[] | select(.event == "released")'
  ./aybiza ledger acme --world     of the rehearsal world "default"`,
    )
    .action(async (subject, options) => exit(await (await import("./run.ts")).ledger(subject, options)));
}
