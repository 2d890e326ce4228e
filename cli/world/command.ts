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
    .description("run a rehearsal world on this machine: local clouds, agents and a phone network")
    .usage("<command> [options]")
    .helpCommand(false)
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world start --stacks us,acme-us   a world in this terminal; Ctrl-C ends it
  ./aybiza world up acme-us                  after a change of stacks/Pulumi.acme-us.yaml
  ./aybiza world logs --follow               the logs of all parts, as they come
  eval "$(./aybiza world env)"               then npx pulumi uses this world`,
    );

  world
    .command("start")
    .description("start a world in this terminal (until Ctrl-C) or in the background")
    .option("-d, --detach", "run it in the background")
    .option("-s, --stacks <stacks>", "deploy these stacks, in order: us,acme-us,birch-us, or all", stackList)
    .addOption(nameOption())
    .option("--json", "print one JSON object a line; the last one is the world")
    .addHelpText(
      "after",
      `
Examples
  ./aybiza world start --detach --stacks us,acme-us
  ./aybiza world start --detach --stacks all
  ./aybiza world start --name second          a second world`,
    )
    .action(async (options) => exit(await (await import("./start.ts")).start(options)));

  world
    .command("up")
    .description("deploy stacks as their files in stacks/ are now")
    .argument("[stacks...]", "names of stacks; without any, all of stacks/, regions first")
    .addOption(nameOption())
    .option("--json", "print one JSON object a line, one for each stack")
    .addHelpText(
      "after",
      `
Ctrl-C and SIGTERM cancel the update in progress; a second one kills it. Both print what was done, what wasn't, and the command that continues.
Exit code 130 after Ctrl-C, 143 after SIGTERM.

Examples
  ./aybiza world up                 all stacks
  ./aybiza world up acme-us         one tenant, after a change of its file`,
    )
    .action(async (stacks, options) => exit(await (await import("./up.ts")).up(stacks, options)));

  world
    .command("status")
    .description("show a world's parts, URLs, memory, stacks, numbers and calls")
    .addOption(nameOption())
    .option("--json", "print one JSON object")
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
    .command("review")
    .description("end the reviews of regulatory bundles at Twilio, so that their numbers can be bought")
    .option("--reject", "reject the bundles; without it, those that meet their regulation are approved")
    .addOption(nameOption())
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
A bundle waits a day for its review otherwise, as at Twilio it waits for people.
Exit code 0 when a review was ended, 3 when none was open.

Examples
  ./aybiza world up uk thistle-uk      submits the tenant's documents
  ./aybiza world review                approves them
  ./aybiza world up thistle-uk         buys the number`,
    )
    .action(async (options) => exit(await (await import("./review.ts")).review(options)));

  world
    .command("reset")
    .description("empty the clouds and remove all stacks; processes and ports stay")
    .option("-y, --yes", "don't ask")
    .option("-s, --stacks <stacks>", "then deploy these stacks", stackList)
    .addOption(nameOption())
    .option("--json", "print one JSON object a line; needs --yes")
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
    .description("stop a world and remove its files, also after a crash")
    .addOption(nameOption())
    .option("--all", "every world of this checkout")
    .option("--json", "print one JSON object")
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
    .description("show the logs of a world's parts, without secrets")
    .option("-f, --follow", "print new entries as they come, until Ctrl-C")
    .addOption(
      new Option("-p, --part <part>", "only this part (repeatable)")
        .choices(PARTS)
        .argParser((part: string, before: string[] | undefined) => {
          if (!PARTS.includes(part)) throw new InvalidArgumentError(`Allowed are ${PARTS.join(", ")}.`);
          return [...(before ?? []), part];
        }),
    )
    .option("--since <time>", "only entries since then: 30s, 5m, 2h, or a time such as 2026-05-04T09:00")
    .addOption(nameOption())
    .option("--json", "print one JSON object a line: at, part, level, text, callSid")
    .addHelpText(
      "after",
      `
Parts
  world     starts, updates, resets        network   calls, and Twilio's error log
  engine    output of pulumi               handlers  logs of the Lambda functions
  twilio    requests to Twilio's API       aws       output of MiniStack

Examples
  ./aybiza world logs --part network --part handlers --since 5m
  ./aybiza world logs --follow --json | jq 'select(.level == "error")'`,
    )
    .action(async (options) => exit(await (await import("./logs.ts")).logs(options)));

  world
    .command("env")
    .description("print the exports with which npx pulumi, or any Twilio client, uses this world")
    .option(
      "-t, --twilio [account]",
      "for Twilio's own CLI, libraries and Terraform: a proxy, its CA certificate, and the credentials of this account (a tenant's id, a name or a SID; by default the first account)",
    )
    .addOption(nameOption())
    .option("--json", "print one JSON object")
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
