import { Command } from "commander";

/** `aybiza rules ...` */
export function rulesCommand(exit: (code: number) => void): Command {
  return new Command("rules")
    .description("show the law of a country and what the regions offer there, with sources")
    .argument("[countries...]", "country codes or names: GB, germany; without any, a list of the countries with data")
    .option("--why", "show reasons, sources and the day when each rule was last compared with them")
    .option("--diff <ref>", "show what changed since a git ref, in the law, the offers and the regions' files")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
The law is in domain/law, the offers are in the regions' files in stacks/. Nothing is asked of any cloud.

Status of a rule
  in force           a source that says so was read
  from 2026-08-02    in force from that day
  unsettled          the law isn't settled, or no source was read: the strict reading holds

Exit codes: 0 shown, 1 failed, 2 usage error, 3 no data for one of the countries

Examples
  ./aybiza rules                       which countries have data, and which region serves them
  ./aybiza rules GB
  ./aybiza rules germany --why         with sources
  ./aybiza rules --diff v0.1.0         what changed since a release
  ./aybiza rules FR --json | jq .countries[0].law.recording`,
    )
    .action(async (countries, options) => exit(await (await import("./run.ts")).rules(countries, options)));
}
