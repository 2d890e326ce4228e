import { Command, InvalidArgumentError } from "commander";
import { isE164 } from "../../domain/contract/e164.ts";
import { nameOption } from "../world/command.ts";

const also = (number: string, before: readonly string[] = []): string[] => {
  if (!isE164(number))
    throw new InvalidArgumentError("A number is written in full: +, country code, number, such as +14155550101.");
  return [...before, number];
};
const count = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("How many numbers leave: 0 or more.");
  return Number(text);
};

/** `aybiza offboard ...` */
export function offboardCommand(exit: (code: number) => void): Command {
  return new Command("offboard")
    .description("how a tenant leaves: what is exported, released, ported out or handed back, in which order and when")
    .argument("<tenant>", "id of the tenant, or the name of its stack")
    .option("--begin", "export everything, and write into the tenant's file that each number is to go")
    .option("--continue", "write into the tenant's file what comes next, when its time has come")
    .option(
      "--port-out <number>",
      "another carrier takes this number: it stays in service until then (repeatable)",
      also,
    )
    .option(
      "--release <number>",
      "give up this number, which was bought into the tenant's own account; without it, it stays there (repeatable)",
      also,
    )
    .option("-o, --out <folder>", "where the export goes: a new folder. --begin needs it")
    .option("-y, --yes", "don't ask; with --numbers")
    .option("--numbers <count>", "how many numbers this step is about: it does nothing where there are others", count)
    .addOption(nameOption())
    .option("--json", "one JSON object; asks nothing")
    .addHelpText(
      "after",
      `
Without --begin or --continue it tells the steps with their dates, and where they stand, and changes nothing. The others change the tenant's
file only, and name the numbers before they do: what ends a number is the update after it. There is no other record of where it
stands than that file, the stack and the region's ledger, so it can be run again at any time (docs/offboard.md).

Exit codes: 0 done, 2 not understood, 1 it isn't time yet, or failed

Examples
  ./aybiza offboard acme
  ./aybiza offboard acme --port-out +14155550101
  ./aybiza offboard acme --begin --out acme-export
  ./aybiza offboard acme --begin --out acme-export --yes --numbers 2      in a pipeline
  ./aybiza offboard acme --continue                                       after the update, and after the days of rest`,
    )
    .action(async (tenant, options, command) => {
      const named = command.getOptionValueSource("name") === "cli";
      exit(await (await import("./run.ts")).offboard(tenant, { ...options, named }));
    });
}
