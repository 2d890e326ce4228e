import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { isE164 } from "../../../../domain/contract/e164.ts";
import type { LiveCall } from "../call/live-call.ts";

/** Returns `<Dial>`'s `callerId`, else the call's own caller ID. */
export const callerIdOf = (call: LiveCall, given: string | undefined): string =>
  given || (call.options.direction === "inbound" ? call.from : call.to);

/**
 * Returns why Twilio fails a leg to a telephone with 13214: "callerId must be the calling number, called number, or a validated outgoing
 * number", and is required where a client or SIP device calls. Twilio passes on a carrier's caller ID that isn't a phone number,
 * and "some destination providers" reject the call. In a rehearsal every provider rejects it, to reveal the fault.
 * https://www.twilio.com/docs/api/errors/13214
 */
export function callerIdRefusal(call: LiveCall, given: string | undefined): string | undefined {
  const shown = callerIdOf(call, given);
  if (!given && /^(client|sips?):/i.test(shown))
    return "valid callerId must be provided for TwilioClient and SIP calls when using Dial";
  if (!isNumber(shown)) return `Invalid callerId value: ${shown}`;
  const ends = /^client:/i.test(call.from) ? [] : [call.from, call.to];
  const may = !given || ends.includes(given) || call.network.exchange.mayCallFrom(call.account.accountSid, given);
  return may ? undefined : `Invalid callerId value: ${given} is neither the calling, the called nor a validated number`;
}

/** Whether the text is a number of a country's numbering plan. `+266696687`, sent for a withheld number (ANONYMOUS on the keypad), isn't. */
const isNumber = (text: string): boolean => isE164(text) && parsePhoneNumberFromString(text)?.isValid() === true;
