import { isActive } from "../../account/status.ts";
import { notModelled, refused, TwilioError } from "../../api/errors.ts";
import { e164Of, fieldsOf, isPublicUrl } from "../../api/parameters.ts";
import type { OutboundRequest } from "../../network/index.ts";
import type { Account, Call, Fields, Store } from "../../store.ts";
import { callerIdOf } from "../numbers/outgoing-caller-ids.ts";
import type { ApiRequest } from "../request.ts";

/** Error codes of the Calls resource for invalid URLs and HTTP methods. https://www.twilio.com/docs/api/errors/21205 and 21209 */
export const CALL_CODES = { url: 21205, method: 21209 } as const;

/**
 * Places a call for an account and returns its record without waiting for the call's end.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 *
 * @throws TwilioError 21201 to 21219 for a missing or invalid parameter
 */
export async function placeCall(request: ApiRequest): Promise<Call> {
  const { account, store, network, operation, form } = request;
  const fields = fieldsOf(operation, form, CALL_CODES);
  const to = calledOf(fields.to);
  const from = callerOf(store, account, fields.from, to);
  checkPermission(store, account, to);
  checkSettings(fields);
  const instructions = instructionsOf(store, account, fields);
  if (account.test) return imagined(store, account, to, from);
  if (!isActive(store, account)) throw new TwilioError(403, 10001, "Account is not active");
  const { sid } = await network.originate({
    accountSid: account.sid,
    to,
    from,
    ...instructions,
    ...settingsOf(fields),
  });
  const call = store.calls.get(sid);
  if (!call) throw new Error(`the phone network placed call ${sid} without creating its record`);
  return call;
}

const E164 = /^[+]\d+$/;

/** Returns the called party as E.164, `sip:...` or `client:...`. @throws TwilioError 21211 for anything else */
function calledOf(given: unknown): string {
  if (given === undefined) throw refused(21201, "No 'To' number is specified");
  const to = addressOf(String(given));
  if (to === undefined) throw refused(21211, `Invalid 'To' Phone Number: ${given}`);
  return to;
}

function callerOf(store: Store, account: Account, given: unknown, to: string): string {
  if (given === undefined) throw refused(21213, "No 'From' number is specified");
  const from = addressOf(String(given));
  // The test credentials treat +15005550001 as an invalid number.
  if (from === undefined || from === "+15005550001" || (E164.test(to) && !E164.test(from))) {
    throw refused(21212, `Invalid 'From' Phone Number (caller ID): ${given}`);
  }
  if (E164.test(from) && !mayCallFrom(store, account, from)) {
    throw refused(21210, `The source phone number provided, ${from}, is not yet verified for your account`);
  }
  return from;
}

function addressOf(given: string): string | undefined {
  return /^(sip|sips|client):\S+$/i.test(given) ? given : e164Of(given);
}

/** Whether an account may use a number as caller ID. https://www.twilio.com/docs/iam/test-credentials#test-calls */
export const mayCallFrom = (store: Store, account: Account, e164: string): boolean =>
  account.test
    ? e164 === "+15005550006"
    : store.holder(e164)?.account_sid === account.sid || callerIdOf(store, account, e164) !== undefined;

const MAGIC: Readonly<Record<string, readonly [code: number, message: string]>> = {
  "+15005550001": [21217, "Phone number does not appear to be valid"],
  "+15005550002": [21214, "'To' phone number cannot be reached"],
  "+15005550003": [21215, "Account not authorized to call"],
  "+15005550004": [21216, "Account not allowed to call"],
};

function checkPermission(store: Store, account: Account, to: string): void {
  const magic = account.test ? MAGIC[to] : undefined;
  if (magic) throw refused(magic[0], `${magic[1]}: ${to}`);
  if (account.type === "Trial" && E164.test(to) && !callerIdOf(store, account, to)) {
    throw refused(21219, `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`);
  }
}

/** Returns the call's instructions: the application's, else those at the URL, else the given TwiML. */
function instructionsOf(store: Store, account: Account, fields: Fields): Partial<OutboundRequest> {
  const { application_sid, url, twiml } = fields;
  if (application_sid !== undefined) {
    if (store.applications.get(String(application_sid))?.account_sid !== account.sid) {
      throw refused(21218, `Invalid ApplicationSid: ${application_sid}`);
    }
    return { applicationSid: String(application_sid) };
  }
  const callbacks = pick(fields, [
    "fallback_url",
    "fallback_method",
    "status_callback",
    "status_callback_method",
    "status_callback_event",
  ]);
  if (url !== undefined) return { url: String(url), ...pick(fields, ["method"]), ...callbacks };
  if (twiml === undefined) throw refused(21205, "Url, Twiml or ApplicationSid is required");
  if (String(twiml).length > 4000) throw refused(20422, "Invalid Parameter: Twiml must be at most 4000 characters");
  return { twiml: String(twiml), ...callbacks };
}

const RANGES: readonly (readonly [field: string, least: number, most: number])[] = [
  ["timeout", 1, 600],
  ["time_limit", 1, 86_400],
  ["machine_detection_timeout", 3, 59],
  ["machine_detection_speech_threshold", 1000, 6000],
  ["machine_detection_speech_end_threshold", 500, 5000],
  ["machine_detection_silence_timeout", 2000, 10_000],
];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  machine_detection: ["Enable", "DetectMessageEnd"],
  async_amd: ["true", "false"],
  recording_channels: ["mono", "dual"],
  recording_track: ["inbound", "outbound", "both"],
  trim: ["trim-silence", "do-not-trim"],
};
/** Parameters that would change the call and aren't modelled: a request with one of them is refused. */
const NOT_MODELLED = ["byoc", "call_token", "passports", "recording_configuration_id", "client_notification_url"];

function checkSettings(fields: Fields): void {
  for (const name of NOT_MODELLED) {
    if (fields[name] !== undefined) throw notModelled(`the parameter ${name} of a call`);
  }
  const { send_digits, recording_status_callback } = fields;
  if (send_digits !== undefined && !/^[0-9ABCD#*wW]{1,32}$/.test(String(send_digits))) {
    throw refused(21206, `Invalid SendDigits: ${send_digits}`);
  }
  if (recording_status_callback !== undefined && !isPublicUrl(String(recording_status_callback))) {
    throw refused(CALL_CODES.url, `RecordingStatusCallback is not a valid URL: ${recording_status_callback}`);
  }
  for (const [name, least, most] of RANGES) {
    const value = fields[name];
    if (value !== undefined && (Number(value) < least || Number(value) > most)) {
      throw refused(20422, `Invalid Parameter: ${name} must be ${least} to ${most}, not ${value}`);
    }
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (fields[name] !== undefined && !choices.includes(String(fields[name]))) {
      throw refused(20422, `Invalid Parameter: ${name} must be one of ${choices.join(", ")}`);
    }
  }
}

/** Events that the callback parameters accept. Others are ignored: Twilio only logs a warning for them (21626). */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  status_callback_event: ["initiated", "ringing", "answered", "completed"],
  recording_status_callback_event: ["in-progress", "completed", "absent"],
};

function settingsOf(fields: Fields): Partial<OutboundRequest> {
  const { async_amd, machine_detection, send_digits } = fields;
  return {
    ...pick(fields, [
      "timeout",
      "time_limit",
      "send_digits",
      "caller_id",
      "record",
      "recording_channels",
      "recording_track",
      "recording_status_callback",
      "recording_status_callback_method",
      "recording_status_callback_event",
      "async_amd_status_callback",
      "async_amd_status_callback_method",
      "sip_auth_username",
      "sip_auth_password",
    ]),
    // "If both SendDigits and MachineDetection are provided, MachineDetection will be ignored" (the OpenAPI file)
    ...(machine_detection === undefined || send_digits !== undefined
      ? {}
      : pick(fields, ["machine_detection", "machine_detection_timeout"])),
    ...(async_amd === undefined ? {} : { asyncAmd: async_amd === "true" }),
  };
}

function knownEvents(known: readonly string[], given: unknown): readonly string[] | undefined {
  const events = (given as readonly string[] | undefined)?.filter((one) => known.includes(one));
  return events?.length ? events : undefined;
}

/** Returns those of the named fields that the request sets, under the phone network's names. */
function pick(fields: Fields, names: readonly string[]): Partial<OutboundRequest> {
  const given = names.flatMap((name): [string, unknown][] => {
    const value = EVENTS[name] ? knownEvents(EVENTS[name], fields[name]) : fields[name];
    return value === undefined
      ? []
      : [[name.replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase()), value]];
  });
  return Object.fromEntries(given) as Partial<OutboundRequest>;
}

/** Returns a call record that isn't stored: test credentials place no call. */
const imagined = (store: Store, account: Account, to: string, from: string): Call => ({
  ...store.stamp("CA"),
  account_sid: account.sid,
  to,
  from,
  direction: "outbound-api",
  status: "queued",
});
