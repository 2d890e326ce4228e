import { Command, InvalidArgumentError, Option } from "commander";
import { nameOption } from "../world-options.ts";

const PARTS = ["world", "engine", "twilio", "network", "handlers", "aws"];

const stackList = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

/** `aybiza world ...` */
export function worldCommand(exit: (code: number) => void): Command {
  const world = new Command("world")
    .description("start, look at, reset and stop a world: the clouds, the agents and the phone network on this machine")
    .usage("<command> [options]")
    .helpCommand(false)
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world start --stacks us,acme-us   a world in this terminal; Ctrl-C ends it
  ./aybiza world up acme-us                  after a change of stacks/Pulumi.acme-us.yaml
  ./aybiza world logs --follow               what all parts say, as they say it
  eval "$(./aybiza world env)"               then npx pulumi works on this world`,
    );

  world
    .command("start")
    .description("start a world; it stays in this terminal until Ctrl-C, unless detached")
    .option("-d, --detach", "leave it running in the background")
    .option("-s, --stacks <stacks>", "bring these stacks up, in order: us,acme-us,birch-us, or all", stackList)
    .addOption(nameOption())
    .option("--json", "one JSON object in each line; the last one is the world")
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world start --detach --stacks us,acme-us
  ./aybiza world start --detach --stacks all
  ./aybiza world start --name second          another one beside it`,
    )
    .action(async (options) => exit(await (await import("./start.ts")).start(options)));

  world
    .command("up")
    .description("bring stacks up (again) as their files in stacks/ say now")
    .argument("[stacks...]", "names of stacks; all of stacks/ when left out, regions first")
    .addOption(nameOption())
    .option("--json", "one JSON object in each line, one for each stack")
    .addHelpText(
      "after",
      `
Ctrl-C and SIGTERM cancel the update under way; once more ends it at once. Either way you are told what was done, what wasn't, and the
command that goes on. Exit code 130 after Ctrl-C, 143 after SIGTERM.

Examples
  ./aybiza world up                 all stacks
  ./aybiza world up acme-us         one tenant, after a change of its file`,
    )
    .action(async (stacks, options) => exit(await (await import("./up.ts")).up(stacks, options)));

  world
    .command("status")
    .description("what runs: parts, addresses, memory, stacks, numbers, calls")
    .addOption(nameOption())
    .option("--json", "one JSON object")
    .addHelpText(
      "after",
      `
Exit code 0 when the world runs, 3 when none does, 1 when it has crashed.

Examples
  ./aybiza world status
  ./aybiza world status --json | jq .numbers`,
    )
    .action(async (options) => exit(await (await import("./status.ts")).status(options)));

  world
    .command("reset")
    .description("back to the start: empty clouds, no stacks; processes and ports stay")
    .option("-y, --yes", "don't ask")
    .option("-s, --stacks <stacks>", "then bring these stacks up", stackList)
    .addOption(nameOption())
    .option("--json", "one JSON object in each line; doesn't ask, so it needs --yes")
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world reset
  ./aybiza world reset --yes --stacks us,acme-us`,
    )
    .action(async (options) => exit(await (await import("./reset.ts")).reset(options)));

  world
    .command("stop")
    .description("end a world and remove its files, also those of a crashed one")
    .addOption(nameOption())
    .option("--all", "every world of this checkout")
    .option("--json", "one JSON object")
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world stop
  ./aybiza world stop --all`,
    )
    .action(async (options) => exit(await (await import("./stop.ts")).stop(options)));

  world
    .command("logs")
    .description("what the parts said: requests, calls, handlers, the engine; never a secret")
    .option("-f, --follow", "go on as they say more, until Ctrl-C")
    .addOption(
      new Option("-p, --part <part>", "only this part; may be given more than once")
        .choices(PARTS)
        .argParser((part: string, before: string[] | undefined) => {
          if (!PARTS.includes(part)) throw new InvalidArgumentError(`Allowed are ${PARTS.join(", ")}.`);
          return [...(before ?? []), part];
        }),
    )
    .option("--since <time>", "only later than this: 30s, 5m, 2h, or a time such as 2026-05-04T09:00")
    .addOption(nameOption())
    .option("--json", "one JSON object in each line: at, part, level, text, callSid")
    .addHelpText(
      "after",
      `
Parts
  world     starts, updates, resets        network   calls, and Twilio's error log
  engine    what pulumi printed            handlers  the Lambda functions' own logs
  twilio    requests to Twilio's API       aws       what MiniStack printed

Examples
  ./aybiza world logs --part network --part handlers --since 5m
  ./aybiza world logs --follow --json | jq 'select(.level == "error")'`,
    )
    .action(async (options) => exit(await (await import("./logs.ts")).logs(options)));

  world
    .command("env")
    .description("print the exports with which npx pulumi, or any client of Twilio's, works on this world")
    .option(
      "-t, --twilio [account]",
      "for Twilio's own CLI, libraries and Terraform instead: a proxy, whom to trust, and credentials of this account (a tenant's id, a name or a SID; the first one when left out)",
    )
    .addOption(nameOption())
    .option("--json", "one JSON object")
    .addHelpText(
      "after",
      `
Examples
  eval "$(./aybiza world env)" && npx pulumi preview --stack acme-us
  eval "$(./aybiza world env --twilio acme)" && twilio phone-numbers:list   (in a shell of its own)`,
    )
    .action(async (options) => exit(await (await import("./env.ts")).env(options)));

  return world;
}
