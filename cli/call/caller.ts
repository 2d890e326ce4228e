import { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";
import { meantNumber } from "./phone-number.ts";

/** Callers that `--from` rehearses beside numbers, as Twilio names them in `From`, with what each is. */
export const ODD_CALLERS: Readonly<Record<string, string>> = {
  anonymous: "the caller withholds the number",
  Restricted: "the caller withholds the number",
  unknown: "a carrier on the way lost the number",
  unavailable: "a carrier on the way lost the number",
  "+266696687": "ANONYMOUS as the digits of its letters",
  "sip:bob@pbx.example": "a SIP device",
  "client:bob": "an app with Twilio's Voice SDK",
  "+1": "a number that is none",
};

const WORDS = /^(anonymous|blocked|private|restricted|unavailable|unknown|withheld)$/i;
const ADDRESSES = /^(client|sips?|whatsapp):./i;

/**
 * The `From` of a rehearsed call. A number is read as `aybiza call` reads the called one; what carriers send in place of a number goes out as it
 * is: a word such as `anonymous`, nothing, an address, digits that are no E.164 number.
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
      `--from ${text}: neither a phone number nor what a carrier sends in place of one`,
      [
        "Give a number with its plus and country code:  --from +14155550123",
        `Or rehearse a caller without one:  --from ${Object.keys(ODD_CALLERS).join(", ")}, or --from ""`,
      ],
    );
  }
}
