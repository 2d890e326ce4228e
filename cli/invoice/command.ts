import { Command, Option } from "commander";
import { TARGET_HELP, targetOption } from "../world-options.ts";

/** `aybiza invoice ...` */
export function invoiceCommand(exit: (code: number) => void): Command {
  return new Command("invoice")
    .description("a tenant's invoice of a month: numbers, minutes, discount; and what others bill for it")
    .argument("<tenant>", "the tenant's id or the name of its stack")
    .requiredOption("-m, --month <month>", "the month, in UTC: 2026-11")
    .addOption(new Option("-f, --format <format>", "output format").choices(["text", "csv", "json"]).default("text"))
    .option("-o, --out <file>", "write a new file")
    .option("--force", "with --out: overwrite the file")
    .addOption(targetOption())
    .addHelpText(
      "after",
      `
Prices come from the region's file (docs/pricing.md), numbers and calls from the region's tables, and Twilio's usage records from the account of
TWILIO_ACCOUNT_SID, if that is set. Nothing is changed. The number of a rehearsal's invoice begins with \`rehearsal-\`.

${TARGET_HELP}

Exit codes: 0 made, 1 failed, 2 usage error

Examples
  ./aybiza invoice acme --month 2026-11
  ./aybiza invoice acme --month 2026-11 --format csv --out acme-2026-11.csv
  ./aybiza invoice acme --month 2026-11 --format json | jq .total
  ./aybiza invoice acme --month 2026-11 --world     of the rehearsal world "default"`,
    )
    .action(async (tenant, options) => exit(await (await import("./run.ts")).invoice(tenant, options)));
}
