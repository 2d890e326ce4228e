import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { LiveCall } from "../call/live-call.ts";

/** The caller ID that `<Dial>` gives, else that of the call. */
export const callerIdOf = (call: LiveCall, given: string | undefined): string =>
  given || (call.options.direction === "inbound" ? call.from : call.to);

/**
 * Why Twilio fails a leg to a telephone with 13214: "callerId must be the calling number, called number, or a validated outgoing number", and
 * must be given where a client or a SIP device calls. One that the caller's carrier sent and that is no number is passed on unless another is
 * given, and "some destination providers" reject the call: here every one does, so that a rehearsal shows it.
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

/** A number that its country's plan has. Withheld ones may come as the digits of their letters (`+266696687` is ANONYMOUS): no plan has those. */
const isNumber = (text: string): boolean =>
  /^\+[1-9]\d{6,14}$/.test(text) && parsePhoneNumberFromString(text)?.isValid() === true;
