import { Command, Option } from "commander";
import { worldName } from "../world/command.ts";

/** `aybiza invoice ...` */
export function invoiceCommand(exit: (code: number) => void): Command {
  return new Command("invoice")
    .description("a tenant's invoice of a month: numbers, minutes and discount, with what others bill named beside it")
    .argument("<tenant>", "id of the tenant, or the name of its stack")
    .requiredOption("-m, --month <month>", "the month, by UTC: 2026-11")
    .addOption(
      new Option("-f, --format <format>", "how it is written").choices(["text", "csv", "json"]).default("text"),
    )
    .option("-o, --out <file>", "write it into this file")
    .option("-n, --name <world>", "of this rehearsal world, in place of the real accounts", worldName)
    .addHelpText(
      "after",
      `
Prices come from the region's file (docs/pricing.md), calls and numbers from the region's tables. AWS is asked as the stack's file and
the environment say; Twilio for its usage records where TWILIO_ACCOUNT_SID and its token or key are in the environment. Nothing is changed.

Exit codes: 0 made, 2 not understood, 1 failed

Examples
  npx aybiza invoice acme --month 2026-11
  npx aybiza invoice acme --month 2026-11 --format csv --out acme-2026-11.csv
  npx aybiza invoice acme --month 2026-11 --format json | jq .total
  npx aybiza invoice acme --month 2026-11 --name default     of a rehearsal`,
    )
    .action(async (tenant, options) => exit(await (await import("./run.ts")).invoice(tenant, options)));
}
