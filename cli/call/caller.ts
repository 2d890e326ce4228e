import { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";
import { meantNumber } from "./phone-number.ts";

/** Callers without a number that `--from` accepts: Twilio's values of `From`, each with its meaning. */
export const ODD_CALLERS: Readonly<Record<string, string>> = {
  anonymous: "the caller withholds the number",
  Restricted: "the caller withholds the number",
  unknown: "a carrier in between lost the number",
  unavailable: "a carrier in between lost the number",
  "+266696687": "ANONYMOUS, typed on a keypad",
  "sip:bob@pbx.example": "a SIP device",
  "client:bob": "an app with Twilio's Voice SDK",
  "+1": "an invalid number",
};

const WORDS = /^(anonymous|blocked|private|restricted|unavailable|unknown|withheld)$/i;
const ADDRESSES = /^(client|sips?|whatsapp):./i;

/**
 * The `From` of a rehearsed call. A number is parsed like the called number. Values that carriers send instead stay unchanged: a word such as
 * `anonymous`, an empty text, an address, digits that aren't E.164.
 * @throws UserError for anything else
 */
export function callerFrom(text: string): string {
  if (text === "" || WORDS.test(text) || ADDRESSES.test(text)) return text;
  if (/^(\+\d*|[1-9]\d*)$/.test(text)) return text;
  try {
    return meantNumber(text, []);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw usageError(
      "caller-malformed",
      `--from ${text} is neither a phone number nor what carriers send in place of one`,
      [
        "Write a plus and the country code:  --from +14155550123",
        `Or rehearse a caller without a number:  --from ${Object.keys(ODD_CALLERS).join(", ")}, or --from ""`,
      ],
    );
  }
}
