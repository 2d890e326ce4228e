import { Command, InvalidArgumentError, Option } from "commander";
import { NUMBER_TYPES } from "../../domain/rules/money/number-type.ts";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../../domain/rules/search-pattern.ts";
import { MOST_SHOWN } from "../../providers/twilio/number/search-shape.ts";
import { nameOption } from "../world/command.ts";

const capitals = (text: string) => {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError("A country is two letters (ISO 3166-1), such as US.");
  return text.toUpperCase();
};
const areaCode = (text: string) => {
  if (!/^\d{3}$/.test(text)) throw new InvalidArgumentError("An area code is three digits, such as 415.");
  return text;
};
const pattern = (text: string) => {
  if (!SEARCH_PATTERN.test(text)) throw new InvalidArgumentError(`A pattern is ${SEARCH_PATTERN_RULE}.`);
  return text;
};
const CAPABILITIES = ["sms", "mms", "fax"];
const capabilities = (text: string) => {
  const named = text.split(",");
  if (named.some((one) => !CAPABILITIES.includes(one)))
    throw new InvalidArgumentError("What it can do beside calls is one or more of sms, mms, fax, such as sms,mms.");
  return named;
};
const limit = (text: string) => {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > MOST_SHOWN)
    throw new InvalidArgumentError(`A limit is 1 to ${MOST_SHOWN}: Twilio shows no more.`);
  return count;
};

/** `aybiza search ...` */
export function searchCommand(exit: (code: number) => void): Command {
  return new Command("search")
    .description("look which numbers can be bought, with their price, and pick one for a tenant; it buys nothing")
    .requiredOption("-c, --country <country>", "country of the number: US, GB, ...", capitals)
    .addOption(new Option("-t, --type <type>", "kind of number").choices(NUMBER_TYPES).default("local"))
    .option("-a, --area-code <digits>", "area code; in the US and Canada", areaCode)
    .option("-l, --locality <town>", "town, such as 'San Francisco'")
    .option("-s, --state <state>", "state or province, such as CA; in the US and Canada")
    .option(
      "--contains <pattern>",
      "digits or letters in the number, * for any digit before or after them: *PIZZA, 0100",
      pattern,
    )
    .option("--capabilities <list>", "what it can do beside calls: sms, mms, fax, with commas between", capabilities)
    .addOption(
      new Option("--address-requirements <most>", "the most that it may ask for: an address of its holder").choices([
        "none",
        "any",
        "local",
        "foreign",
      ]),
    )
    .option("--limit <count>", "how many at most", limit, 10)
    .option("--tenant <tenant>", "for which tenant: its id, or the name of its stack")
    .option(
      "-p, --pick [number]",
      "write the number into the tenant's file, to be bought by its next update; asks which",
    )
    .option("--entry <name>", "name of the new entry, such as front-desk")
    .option("--agent <agent>", "agent that is to answer it")
    .option("--connection <connection>", "connection through which it is to be bought")
    .addOption(nameOption())
    .option("--json", "one JSON object; asks nothing")
    .addHelpText(
      "after",
      `
Where it looks: at Twilio, in the account that TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN name (or TWILIO_API_KEY and TWILIO_API_SECRET);
without them in the running world. For a tenant with an account of its own, there.
The price is the region's for managed numbers; where the region names none, the carrier's own.

Exit codes: 0 found, 3 nothing found (the nearest alternatives are shown), 2 not understood, 1 failed

Examples
  ./aybiza search --country US --area-code 415
  ./aybiza search --country US --type toll-free --contains 0100 --json
  ./aybiza search --country US --area-code 415 --tenant willow --pick
  ./aybiza search --country US --area-code 415 --tenant willow --pick +14155550120 --entry front-desk-2`,
    )
    .action(async (options, command) => {
      const named = command.getOptionValueSource("name") === "cli";
      exit(await (await import("./run.ts")).search({ ...options, named }));
    });
}
