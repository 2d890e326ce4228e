import { Command, InvalidArgumentError } from "commander";
import { isE164 } from "../../domain/contract/e164.ts";
import { TARGET_HELP, targetOption } from "../world-options.ts";

const also = (number: string, before: readonly string[] = []): string[] => {
  if (!isE164(number))
    throw new InvalidArgumentError("Write the number in E.164: +, country code, number, such as +14155550101.");
  return [...before, number];
};
const count = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Write the count of numbers: 0 or more.");
  return Number(text);
};

/** `aybiza offboard ...` */
export function offboardCommand(exit: (code: number) => void): Command {
  return new Command("offboard")
    .description("offboard a tenant: export its data, then release, port out or hand back its numbers, step by step")
    .argument("<tenant>", "the tenant's id or the name of its stack")
    .option("--begin", "export everything, and write the end of each number into the tenant's file")
    .option("--continue", "write the next step into the tenant's file, when its time has come")
    .option(
      "--port-out <number>",
      "port this number out to another carrier; it stays in service until then (repeatable)",
      also,
    )
    .option(
      "--release <number>",
      "release this number, which was bought into the tenant's own account; without this it stays there (repeatable)",
      also,
    )
    .option("-o, --out <folder>", "write the export into this new folder; required by --begin")
    .option("-y, --yes", "don't ask; needs --numbers")
    .option("--numbers <count>", "the count of numbers that you expect; with any other count nothing is done", count)
    .addOption(targetOption())
    .option("--json", "print one JSON object; never ask")
    .addHelpText(
      "after",
      `
Without --begin or --continue it prints the steps with their dates and changes nothing. --begin and --continue list the numbers, ask, and then
change the tenant's file only; the \`pulumi up\` after that ends the numbers. All progress is read from the file, the stack and the region's
ledger, so the command can be repeated at any time (docs/offboard.md).

${TARGET_HELP}

Exit codes: 0 done, 1 too early or failed, 2 usage error

Examples
  ./aybiza offboard acme
  ./aybiza offboard acme --port-out +14155550101
  ./aybiza offboard acme --begin --out acme-export
  ./aybiza offboard acme --begin --out acme-export --yes --numbers 2      in a pipeline
  ./aybiza offboard acme --continue                                       after the update, and after the quarantine`,
    )
    .action(async (tenant, options) => exit(await (await import("./run.ts")).offboard(tenant, options)));
}
