import type { HostResolver } from "../../hosts.ts";
import { type Clock, machineClock } from "../clock.ts";
import { CALLS } from "./call/live-call.ts";
import type { SimulatedPhone } from "./call/phone.ts";
import type { CallRequest, CallResult } from "./call/result.ts";
import type { Limits, Switchboard } from "./call/switchboard.ts";
import { type Controls, controls } from "./controls.ts";
import type { CallStatus, Exchange } from "./exchange.ts";
import { bring, callerOf, notInService } from "./leg/inbound.ts";
import { originate } from "./leg/originate.ts";
import type { OutboundRequest } from "./leg/outbound-request.ts";
import { interpreter } from "./twiml/interpreter.ts";
import { VERBS } from "./verbs/index.ts";
import { postEvent } from "./webhook/post-event.ts";

export type { Act, Asked, Caller, Cue, Handset, Sound, Speaker } from "./call/caller.ts";
export { scripted } from "./call/caller.ts";
export type { Invite, SimulatedPhone } from "./call/phone.ts";
export type { CallEvent, CallRequest, CallResult, Leg, Line } from "./call/result.ts";
export type { Limits } from "./call/switchboard.ts";
export type { Controls, ParticipantChange, RecordingChange } from "./controls.ts";
export type {
  AnsweredBy,
  CallFields,
  CallStatus,
  Exchange,
  Notification,
  Subscriber,
  VoiceLimits,
  VoiceSettings,
} from "./exchange.ts";
export type { CallChange, OutboundRequest } from "./leg/outbound-request.ts";
export type { ConferenceRecord, ParticipantRecord, QueueRecord, RecordingFields } from "./records.ts";
export { signature, signedUrl } from "./webhook/signature.ts";
export type { Attempt, Purpose } from "./webhook/webhook.ts";

export interface NetworkOptions {
  readonly exchange: Exchange;
  readonly resolve: HostResolver;
  /** Simulated telephones, SIP devices and clients by address: `+14155550188`, `sip:desk@pbx.example` or `client:ann`. */
  readonly phones?: ReadonlyMap<string, SimulatedPhone>;
  /** Telephone for every number and client that `phones` doesn't contain. @default rings unanswered */
  readonly unknownPhone?: SimulatedPhone;
  /** Clock of the rehearsal. @default the machine's clock */
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
}

export interface Network extends Controls {
  readonly clock: Clock;
  /** Posts an event to an application as unsigned JSON, without retries. Resolves with the HTTP status; 0 when there was no answer. */
  post(url: string, body: Readonly<Record<string, unknown>>): Promise<number>;
  /** Places a call from outside the network. Resolves with its result after its end and its last status callback. */
  call(request: CallRequest): Promise<CallResult>;
  /** Places a call on behalf of an account. Returns the SID without waiting for the call's end. @throws when the account isn't active */
  originate(request: OutboundRequest): Promise<{ readonly sid: string }>;
  /** Live calls by SID, including those that `<Dial>` placed. */
  readonly liveCalls: ReadonlyMap<string, { readonly sid: string; readonly status: CallStatus }>;
  /** Resolves when a call placed by `originate` is over and its last status callback is delivered; undefined for any other SID. */
  finished(callSid: string): Promise<CallResult | undefined>;
}

const SCRIPT = interpreter(VERBS);
const LIMITS: Limits = { connectMs: 5_000, patienceMs: 10_000, breathMs: 60, holdMs: 60_000 };

/** Creates the phone network behind the API stand-in: it runs the calls to and from the exchange's numbers. */
export function createNetwork(options: NetworkOptions): Network {
  const clock = options.clock ?? machineClock;
  const network: Switchboard = {
    exchange: options.exchange,
    resolve: options.resolve,
    clock,
    limits: { ...LIMITS, ...options.limits },
    phones: options.phones ?? new Map(),
    unknownPhone: options.unknownPhone ?? { name: "unknown", answers: false },
  };
  const placed = new Map<string, Promise<CallResult>>();

  return {
    ...controls(network),
    clock,
    post: (url, body) => postEvent(network, url, body),
    liveCalls: CALLS.of(network),
    finished: async (callSid) => placed.get(callSid),
    async originate(request) {
      const { call, done } = await originate(network, SCRIPT, request);
      placed.set(call.sid, done);
      // `finished` reports a failure to code that awaits it; when no code does, the rejection must not end the process.
      done.catch(() => {});
      return { sid: call.sid };
    },
    async call(request) {
      const { from, to, pace = clock.naturalPace, onEvent, callerName, forwardedFrom, stirVerstat } = request;
      const incoming = await bring(network, SCRIPT, {
        ...{ from, to, pace, caller: callerOf(request) },
        ...(onEvent ? { onEvent } : {}),
        ...(callerName === undefined ? {} : { callerName }),
        ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
        ...(stirVerstat === undefined ? {} : { stirVerstat }),
      });
      return incoming ? incoming.done : notInService(network.exchange.mintSid("CA"), request);
    },
  };
}
