import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { isE164 } from "../../../../domain/contract/e164.ts";
import type { LiveCall } from "../call/live-call.ts";

/** The caller ID that `<Dial>` gives, else that of the call. */
export const callerIdOf = (call: LiveCall, given: string | undefined): string =>
  given || (call.options.direction === "inbound" ? call.from : call.to);

/**
 * Why Twilio fails a leg to a telephone with 13214: "callerId must be the calling number, called number, or a validated outgoing
 * number", and is required where a client or a SIP device calls. Twilio passes on a caller ID of the caller's carrier that is no
 * number, and "some destination providers" reject the call. In a rehearsal every provider does, so that the fault shows.
 * https://www.twilio.com/docs/api/errors/13214
 */
export function callerIdRefusal(call: LiveCall, given: string | undefined): string | undefined {
  const shown = callerIdOf(call, given);
  if (!given && /^(client|sips?):/i.test(shown))
    return "valid callerId must be provided for TwilioClient and SIP calls when using Dial";
  if (!isNumber(shown)) return `Invalid callerId value: ${shown}`;
  const ends = /^client:/i.test(call.from) ? [] : [call.from, call.to];
  const may = !given || ends.includes(given) || call.network.exchange.mayCallFrom(call.account.accountSid, given);
  return may ? undefined : `Invalid callerId value: ${given} is neither an end of the call nor a validated number`;
}

/** Whether a country's numbering plan has the number. A withheld one can come as the digits of its letters (`+266696687` is ANONYMOUS), which no plan has. */
const isNumber = (text: string): boolean => isE164(text) && parsePhoneNumberFromString(text)?.isValid() === true;
