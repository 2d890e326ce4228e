import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { isE164 } from "../contract/e164.ts";

/** Both ends of a call, as its webhook names them. */
export interface Ends {
  /** Who calls: a number, or `anonymous`, `sip:...`, `client:...`, or nothing. */
  readonly from: string;
  /** The called number, E.164. */
  readonly to: string;
}

/**
 * The caller ID of a leg that we dial. Twilio takes the calling number, the called number or one that the account has verified, and fails the leg
 * otherwise (13214): https://www.twilio.com/docs/api/errors/13214. So the person sees who calls where that is a number, and the called number
 * where it isn't: the caller ID is withheld, comes from a SIP device, a client or WhatsApp, or is a number that no numbering plan has. Withheld
 * ones may come as the digits of their letters (`+266696687` is ANONYMOUS):
 * https://www.twilio.com/en-us/changelog/upcoming-changes-to-withheld-caller-ids-behavior-for-dial-calls
 */
export function callerIdOf({ from, to }: Ends): string {
  if (!isE164(from)) return to;
  const parsed = parsePhoneNumberFromString(from);
  // What is parsed differs from the text where a national prefix was left in it.
  return parsed?.number === from && parsed.isValid() ? from : to;
}
