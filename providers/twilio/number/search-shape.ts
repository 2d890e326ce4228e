import { z } from "zod";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../../../domain/rules/search-pattern.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";

/**
 * Maximum results of one search, whatever the page size: "a limitation of the available phone numbers API"
 * (https://github.com/twilio/twilio-node/issues/316). If a search returns this many, there may be more.
 */
export const MOST_SHOWN = 30;

/** Search criteria, shared by the resource and the function. */
export const searchShape = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 country code in capitals, such as US")
    .meta({
      description: "Country, as ISO 3166-1 alpha-2: `US`.",
    }),
  type: z
    .enum(["local", "mobile", "national", "tollFree", "sharedCost", "voip", "machineToMachine"])
    .meta({ description: "Type of number. Each country sells some of the types." }),
  areaCode: z
    .string()
    .regex(/^\d{3}$/, "must be three digits, as text")
    .optional()
    .meta({ description: "Area code, three digits. Refused outside the US and Canada." }),
  contains: z.string().regex(SEARCH_PATTERN, `must be ${SEARCH_PATTERN_RULE}`).optional().meta({
    description:
      "Pattern that the number contains, 2 to 16 characters: digits, or letters as on a keypad, at least two of them. `*` is any digit, `%` any number of digits, `+` the start of the number, `$` its end.",
  }),
  locality: z.string().optional().meta({ description: "City or town." }),
  region: z
    .string()
    .optional()
    .meta({ description: "State or province, such as `CA`. Refused outside the US and Canada." }),
  voiceEnabled: z
    .boolean()
    .optional()
    .meta({ description: "`true`: only numbers with voice. `false`: only numbers without." }),
  smsEnabled: z
    .boolean()
    .optional()
    .meta({ description: "`true`: only numbers with SMS. `false`: only numbers without." }),
  mmsEnabled: z
    .boolean()
    .optional()
    .meta({ description: "`true`: only numbers with MMS. `false`: only numbers without." }),
  faxEnabled: z
    .boolean()
    .optional()
    .meta({ description: "`true`: only numbers with fax. `false`: only numbers without." }),
  excludeAllAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "Exclude numbers that require an address of their holder." }),
  excludeLocalAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "Exclude numbers that require a local address of their holder." }),
  excludeForeignAddressRequired: z
    .boolean()
    .optional()
    .meta({ description: "Exclude numbers that require a foreign address of their holder." }),
};

/**
 * Countries in which Twilio searches by area code and state. In all others it ignores both criteria and returns numbers of any place.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource#read-multiple-availablephonenumberlocal-resources
 */
const SEARCH_BY_PLACE = ["US", "CA"];

/** Rejects criteria that Twilio would ignore, because the purchase would then be of a number in another place. */
export function unsupportedIn(search: Bag): CheckFailure[] {
  if (search.country === UNKNOWN || SEARCH_BY_PLACE.includes(search.country)) return [];
  const instead: Readonly<Record<string, string>> = { areaCode: "`contains` or `locality`", region: "`locality`" };
  return Object.keys(instead)
    .filter((name) => search[name] !== undefined)
    .map((property) => ({ property, reason: `only works in the US and Canada: use ${instead[property]} instead` }));
}
