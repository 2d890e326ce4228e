import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CallOptions } from "./call-options.ts";
import type { LiveCall } from "./live-call.ts";

/** Returns the place parameters of a number. Twilio fills in city, state and ZIP where known; fictional numbers only have a country. */
function place(prefix: string, e164: string): Record<string, string> {
  const country = parsePhoneNumberFromString(e164)?.country ?? "";
  return { [`${prefix}City`]: "", [`${prefix}State`]: "", [`${prefix}Zip`]: "", [`${prefix}Country`]: country };
}

/**
 * Returns the STIR/SHAKEN result, by default one for callers from the North American Numbering Plan.
 * https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir
 */
function verstat({ from, stirVerstat }: CallOptions): string | undefined {
  return stirVerstat ?? (from.startsWith("+1") ? "TN-Validation-Passed-A" : undefined);
}

/** Returns the parameters that every webhook of a call has. https://www.twilio.com/docs/voice/twiml#request-parameters */
export function callParameters(call: LiveCall): Record<string, string> {
  const { options, sid, from, to } = call;
  const inbound = options.direction === "inbound";
  const parameters: Record<string, string | undefined> = {
    CallSid: sid,
    AccountSid: call.account.accountSid,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    CallStatus: call.status,
    ApiVersion: "2010-04-01",
    Direction: options.direction,
    ParentCallSid: options.parentCallSid,
    CallToken: inbound ? JSON.stringify({ parentCallInfoToken: Buffer.from(sid).toString("base64url") }) : undefined,
    ApplicationSid: call.voice.applicationSid || undefined,
    ForwardedFrom: options.forwardedFrom,
    CallerName: options.callerName,
    ...place("From", from),
    ...place("Caller", from),
    ...place("To", to),
    ...place("Called", to),
    StirVerstat: inbound ? verstat(options) : undefined,
    AnsweredBy: call.answeredBy,
  };
  return Object.fromEntries(Object.entries(parameters).filter((one): one is [string, string] => one[1] !== undefined));
}
