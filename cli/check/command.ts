import { Command, Option } from "commander";

/** `aybiza check ...` */
export function checkCommand(exit: (code: number) => void): Command {
  return new Command("check")
    .description("check stack files as an update would, with no network and no engine")
    .argument("[files...]", "stack files or names of stacks; without any, every file of the folder")
    .option("--folder <folder>", "folder of stack files (default: stacks/ of this checkout)")
    .addOption(
      new Option("-f, --format <format>", "how mistakes are printed; github and gitlab annotate a merge request")
        .choices(["text", "github", "gitlab"])
        .default("text"),
    )
    .option("--no-index", "check every file, also those that haven't changed since the last check")
    .option("--json", "print one JSON object: {files, mistakes, messages: [{file, line, path, rule, message, fix}]}")
    .addHelpText(
      "after",
      `
Each file is checked against all others: a number belongs to one tenant, no fallback dials a number that an agent answers, each tenant's region
offers what the tenant uses. docs/check.md lists what the check proves.

A check remembers its results in .aybiza/cache and checks again what has changed: a file, its neighbours, a region's file, or the rules.

Exit codes: 0 no mistakes, 1 mistakes (or failed), 2 usage error

Examples
  ./aybiza check
  ./aybiza check acme-us stacks/Pulumi.us.yaml
  ./aybiza check --json | jq '.messages[] | .file + ":" + (.line | tostring) + " " + .message'
  ./aybiza check --format gitlab > gl-code-quality-report.json`,
    )
    .action(async (files, options) => exit(await (await import("./run.ts")).check(files, options)));
}
