import { isActive } from "./account/status.ts";
import type { CallFields, Exchange, Notification, Subscriber, VoiceSettings } from "./network/exchange.ts";
import { mayCallFrom } from "./operations/calls/place-call.ts";
import { DEFAULT_MAX_SIZE, queueNamed } from "./operations/calls/queues.ts";
import {
  type Call,
  type Conference,
  type Fields,
  type IncomingNumber,
  type LogEntry,
  mintSid,
  type Queue,
  type Store,
} from "./store.ts";

/** An entry of Twilio's error log for a call. */
export interface LoggedNotification extends Notification {
  readonly callSid: string;
}

/**
 * Connects the phone network to the store: numbers with their accounts and current webhooks, and call records. `logged` gets each
 * entry of an account's error log.
 */
export function createExchange(
  store: Store,
  log: LoggedNotification[],
  logged: (entry: LogEntry) => void = () => {},
): Exchange {
  return {
    mintSid,
    subscriber: (e164) => {
      const number = store.holder(e164);
      if (!number) return undefined;
      const account = store.accounts.get(number.account_sid);
      return account && isActive(store, account) ? subscriberOf(store, number, account.auth_token) : undefined;
    },
    createCall: (fields) => {
      const stamp = store.stamp("CA", fields.sid);
      const call: Call = { ...stamp, account_sid: fields.accountSid, status: fields.status, ...recordOf(fields) };
      store.calls.set(call.sid, call);
      return { sid: call.sid };
    },
    updateCall: (sid, fields) => {
      const call = store.calls.get(sid);
      if (call) Object.assign(call, recordOf(fields), { date_updated: store.clock() });
    },
    notify: (callSid, notification) => {
      log.push({ ...notification, callSid });
      const account_sid = store.calls.get(callSid)?.account_sid;
      if (account_sid === undefined) return;
      const stamp = store.stamp("NO");
      const entry = { ...stamp, account_sid, call_sid: callSid, ...notification };
      store.notifications.set(stamp.sid, entry);
      logged(entry);
    },
    voiceLimits: (accountSid) => store.accounts.get(accountSid)?.voice ?? {},
    account: (accountSid) => {
      const account = store.accounts.get(accountSid);
      return account && isActive(store, account) ? { accountSid, authToken: account.auth_token } : undefined;
    },
    mayCallFrom: (accountSid, e164) => {
      const account = store.accounts.get(accountSid);
      return account !== undefined && mayCallFrom(store, account, e164);
    },
    application: (accountSid, sid) => {
      const application = store.applications.get(sid);
      return application?.account_sid === accountSid ? settingsOf(application, sid) : undefined;
    },
    createRecording: (fields) => {
      const stamp = store.stamp("RE");
      store.recordings.set(stamp.sid, { ...stamp, ...fields });
      return stamp;
    },
    updateRecording: (sid, fields) => {
      const recording = store.recordings.get(sid);
      if (recording) Object.assign(recording, fields, { date_updated: store.clock() });
    },
    createConference: (fields) => {
      const stamp = store.stamp("CF");
      const conference: Conference = { ...stamp, ...fields, status: "init", region: "us1", participants: [] };
      store.conferences.set(stamp.sid, conference);
      return conference;
    },
    queue: (accountSid, nameOrSid, make) => {
      const bySid = store.queues.get(nameOrSid);
      if (bySid) return bySid.account_sid === accountSid ? bySid : undefined;
      const named = queueNamed(store, { sid: accountSid }, nameOrSid);
      if (named || !make) return named;
      const queue: Queue = {
        ...store.stamp("QU"),
        account_sid: accountSid,
        friendly_name: nameOrSid,
        max_size: DEFAULT_MAX_SIZE,
        members: [],
      };
      store.queues.set(queue.sid, queue);
      return queue;
    },
  };
}

function subscriberOf(store: Store, number: IncomingNumber, authToken: string): Subscriber {
  return {
    accountSid: number.account_sid,
    authToken,
    phoneNumber: number.phone_number,
    phoneNumberSid: number.sid,
    friendlyName: number.friendly_name,
    voice: voiceOf(store, number),
  };
}

/** Returns a number's voice webhooks. A trunk or application overrides the number's own URLs, even after the trunk or application was deleted. */
function voiceOf(store: Store, number: IncomingNumber): VoiceSettings {
  if (number.trunk_sid) return {};
  const applicationSid = number.voice_application_sid as string | undefined;
  if (!applicationSid) return settingsOf(number, undefined);
  const voice = settingsOf(store.applications.get(applicationSid) ?? {}, applicationSid);
  const { statusCallback, statusCallbackMethod } = settingsOf(number, undefined);
  const { statusCallback: heard } = store.unsettled;
  if (heard === "number") return { ...voice, statusCallback, statusCallbackMethod };
  if (heard === "both" && statusCallback)
    return { ...voice, ownStatusCallback: { url: statusCallback, method: statusCallbackMethod } };
  return voice;
}

function settingsOf(source: Fields, applicationSid: string | undefined): VoiceSettings {
  return {
    url: source.voice_url as string | undefined,
    method: source.voice_method as string | undefined,
    fallbackUrl: source.voice_fallback_url as string | undefined,
    fallbackMethod: source.voice_fallback_method as string | undefined,
    statusCallback: source.status_callback as string | undefined,
    statusCallbackMethod: source.status_callback_method as string | undefined,
    applicationSid,
  };
}

/** Renames the network's fields to the API's. */
function recordOf(fields: Partial<CallFields>): Fields {
  const { sid: _, accountSid: __, ...rest } = fields;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );
}
