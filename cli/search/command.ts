import { Command, InvalidArgumentError, Option } from "commander";
import { NUMBER_TYPES } from "../../domain/rules/money/number-type.ts";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../../domain/rules/search-pattern.ts";
import { MOST_SHOWN } from "../../providers/twilio/number/search-shape.ts";
import { TARGET_HELP, targetOption } from "../world-options.ts";

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
    throw new InvalidArgumentError("Capabilities are one or more of sms, mms, fax, such as sms,mms.");
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
    .description("find numbers for sale with their prices, and pick one for a tenant; buys nothing")
    .requiredOption("-c, --country <country>", "country of the number: US, GB, ...", capitals)
    .addOption(new Option("-t, --type <type>", "type of number").choices(NUMBER_TYPES).default("local"))
    .option("-a, --area-code <digits>", "area code (US and Canada)", areaCode)
    .option("-l, --locality <town>", "town, such as 'San Francisco'")
    .option("-s, --state <state>", "state or province, such as CA (US and Canada)")
    .option(
      "--contains <pattern>",
      "digits or letters that the number contains, * for any digit: *PIZZA, 0100",
      pattern,
    )
    .option("--capabilities <list>", "capabilities beside voice: sms, mms, fax, comma-separated", capabilities)
    .addOption(
      new Option("--address-requirements <most>", "strictest address requirement accepted").choices([
        "none",
        "any",
        "local",
        "foreign",
      ]),
    )
    .option("--limit <count>", "maximum count of numbers", limit, 10)
    .option("--tenant <tenant>", "buy for this tenant: its id or the name of its stack")
    .option(
      "-p, --pick [number]",
      "write this number into the tenant's file, so that its next update buys it; asks if none is given",
    )
    .option("--entry <name>", "name of the new entry, such as front-desk")
    .option("--agent <agent>", "the agent that answers it")
    .option("--connection <connection>", "the connection that buys it")
    .addOption(targetOption())
    .option("--json", "print one JSON object; never ask")
    .addHelpText(
      "after",
      `
It searches the Twilio account of TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET). For a tenant with its own
account it searches that account. The price is the region's price for managed numbers, or the carrier's, if the region has none.

${TARGET_HELP}

Exit codes: 0 found, 1 failed, 2 usage error, 3 nothing found (the nearest alternatives are shown)

Examples
  ./aybiza search --country US --area-code 415
  ./aybiza search --country US --type toll-free --contains 0100 --json
  ./aybiza search --country US --area-code 415 --tenant willow --pick
  ./aybiza search --country US --area-code 415 --tenant willow --pick +14155550120 --entry front-desk-2`,
    )
    .action(async (options) => exit(await (await import("./run.ts")).search(options)));
}
