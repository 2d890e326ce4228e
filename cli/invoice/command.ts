import { Command, Option } from "commander";
import { nameOption } from "../world/command.ts";

/** `aybiza invoice ...` */
export function invoiceCommand(exit: (code: number) => void): Command {
  return new Command("invoice")
    .description("a tenant's invoice of a month: numbers, minutes and discount, with what others bill named beside it")
    .argument("<tenant>", "id of the tenant, or the name of its stack")
    .requiredOption("-m, --month <month>", "the month, by UTC: 2026-11")
    .addOption(
      new Option("-f, --format <format>", "how it is written").choices(["text", "csv", "json"]).default("text"),
    )
    .option("-o, --out <file>", "write it into this file, a new one")
    .option("--force", "with --out: overwrite the file")
    .addOption(nameOption())
    .addHelpText(
      "after",
      `
Prices come from the region's file (docs/pricing.md), numbers and calls from the region's tables, in the AWS account that \`aws:profile\` of
the tenant's file or the environment names; where neither does, and with --name, in the running world. Twilio is asked for its usage records
where TWILIO_ACCOUNT_SID and its token or key are in the environment. Nothing is changed anywhere. An invoice of a rehearsal says so, and its
number begins with \`rehearsal-\`, wherever the environment comes from.

Exit codes: 0 made, 2 not understood, 1 failed

Examples
  ./aybiza invoice acme --month 2026-11
  ./aybiza invoice acme --month 2026-11 --format csv --out acme-2026-11.csv
  ./aybiza invoice acme --month 2026-11 --format json | jq .total
  ./aybiza invoice acme --month 2026-11 --name default     of a rehearsal, whatever else is set`,
    )
    .action(async (tenant, options, command) => {
      const named = command.getOptionValueSource("name") === "cli";
      exit(await (await import("./run.ts")).invoice(tenant, { ...options, named }));
    });
}
