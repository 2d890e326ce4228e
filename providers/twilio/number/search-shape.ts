import { z } from "zod";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../../../domain/rules/search-pattern.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";

/**
 * How many numbers a search shows at most, whatever its page size: Twilio's own answer is that it is "a limitation of the available phone numbers
 * API" (https://github.com/twilio/twilio-node/issues/316). A search that shows so many may hide more.
 */
export const MOST_SHOWN = 30;

/** Which numbers to look for; the same words in the resource and in the function. */
export const searchShape = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a country's two capital letters (ISO 3166-1)")
    .meta({
      description: "Country, as ISO 3166-1 alpha-2: `US`.",
    }),
  type: z
    .enum(["local", "mobile", "national", "tollFree", "sharedCost", "voip", "machineToMachine"])
    .meta({ description: "Kind of number. Which kinds there are differs by country." }),
  areaCode: z
    .string()
    .regex(/^\d{3}$/, "must be three digits, as text")
    .optional()
    .meta({ description: "Area code; in the US and Canada alone." }),
  contains: z.string().regex(SEARCH_PATTERN, `must be ${SEARCH_PATTERN_RULE}`).optional().meta({
    description:
      "What the number contains, in 2 to 16 characters: digits, or letters as on a keypad. Before or after at least two of them `*` is any digit, `%` any number of them; `+` is the number's beginning, `$` its end.",
  }),
  locality: z.string().optional().meta({ description: "Town." }),
  region: z.string().optional().meta({ description: "State or province, `CA`; in the US and Canada alone." }),
  voiceEnabled: z.boolean().optional().meta({ description: "Only numbers that take calls; `false`: only others." }),
  smsEnabled: z.boolean().optional().meta({ description: "Only numbers that take texts; `false`: only others." }),
  mmsEnabled: z.boolean().optional().meta({ description: "Only numbers that take pictures; `false`: only others." }),
  faxEnabled: z.boolean().optional().meta({ description: "Only numbers that take faxes; `false`: only others." }),
  excludeAllAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "No numbers that want any address of their holder." }),
  excludeLocalAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "No numbers that want an address in their own place." }),
  excludeForeignAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "No numbers that want an address abroad." }),
};

/**
 * Twilio searches by area code and by state in these alone; elsewhere it ignores both, and finds numbers of any place.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource#read-multiple-availablephonenumberlocal-resources
 */
const SEARCH_BY_PLACE = ["US", "CA"];

/** What a search asks for that Twilio would ignore, and so buy elsewhere. */
export function unsupportedIn(search: Bag): CheckFailure[] {
  if (search.country === UNKNOWN || SEARCH_BY_PLACE.includes(search.country)) return [];
  const instead: Readonly<Record<string, string>> = { areaCode: "`contains` or `locality`", region: "`locality`" };
  return Object.keys(instead)
    .filter((name) => search[name] !== undefined)
    .map((property) => ({ property, reason: `works in the US and Canada alone: use ${instead[property]}` }));
}
