import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CallIdentity } from "../contract/call.ts";

/**
 * The caller ID of a leg that we dial: the caller's number, or the called number if the caller's isn't valid. Carriers accept the calling
 * number, the called number or a verified one, and fail the leg otherwise (Twilio error 13214, https://www.twilio.com/docs/api/errors/13214).
 *
 * Twilio may report a withheld number as the digits of its letters (`+266696687` is ANONYMOUS), which no numbering plan has:
 * https://www.twilio.com/en-us/changelog/upcoming-changes-to-withheld-caller-ids-behavior-for-dial-calls
 */
export function callerIdOf({ called, caller }: Pick<CallIdentity, "called" | "caller">): string {
  if (caller.kind !== "number") return called.text;
  const parsed = parsePhoneNumberFromString(caller.text);
  // A national prefix that was left in, as in +44 (0)20, parses to another number.
  return parsed?.number === caller.text && parsed.isValid() ? caller.text : called.text;
}
