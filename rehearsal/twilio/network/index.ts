import type { HostResolver } from "../../hosts.ts";
import { type Clock, machineClock } from "../clock.ts";
import { connectVerb } from "./connect.ts";
import { dialVerb } from "./dial.ts";
import type { CallStatus, Exchange } from "./exchange.ts";
import { LiveCall } from "./live-call.ts";
import type { CallChange, OutboundRequest } from "./outbound.ts";
import { durations } from "./parameters.ts";
import type { RelayLimits } from "./relay.ts";
import type { CallRequest, CallResult, SimulatedPhone } from "./result.ts";
import { runScript } from "./script.ts";

export type { Act, Asked, Caller, Cue, Handset, Sound } from "./caller.ts";
export { scripted } from "./caller.ts";
export type {
  AnsweredBy,
  CallFields,
  CallStatus,
  Exchange,
  Notification,
  Subscriber,
  VoiceSettings,
} from "./exchange.ts";
export type { CallChange, OutboundRequest } from "./outbound.ts";
export type { ConferenceRecord, ParticipantRecord, QueueRecord, RecordingFields } from "./records.ts";
export type { CallEvent, CallRequest, CallResult, Leg, Line, SimulatedPhone, Speaker } from "./result.ts";
export { signature, signedUrl } from "./signature.ts";
export type { Attempt, Purpose } from "./webhook.ts";

export interface NetworkOptions {
  readonly exchange: Exchange;
  readonly resolve: HostResolver;
  /** Telephones that `<Dial>` can reach, by E.164 number. */
  readonly phones?: ReadonlyMap<string, SimulatedPhone>;
  /** What any other number does. @default rings unanswered */
  readonly unknownPhone?: SimulatedPhone;
  /** @default the machine's clock */
  readonly clock?: Clock;
  readonly limits?: Partial<RelayLimits>;
}

export interface Network {
  /** Places a call from outside and follows it to its end, the last status callback included. */
  call(request: CallRequest): Promise<CallResult>;
  /** Places a call on behalf of an account and returns its SID at once; the call goes on by itself. @throws when the account isn't active */
  originate(request: OutboundRequest): Promise<{ readonly sid: string }>;
  /** Ends a live call or gives it other instructions. False when the call isn't live, or is to be canceled and was answered. */
  update(callSid: string, change: CallChange): Promise<boolean>;
  /** Calls under way, by SID: those that run TwiML and those that `<Dial>` placed. */
  readonly liveCalls: ReadonlyMap<string, { readonly sid: string; readonly status: CallStatus }>;
  /** Resolves when a call that was placed here is over and its last status callback is delivered; undefined for another SID. */
  finished(callSid: string): Promise<CallResult | undefined>;
}

const LIMITS: RelayLimits = { connectMs: 5_000, patienceMs: 10_000, breathMs: 60 };

/** The phone network behind the API stand-in: inbound calls to the numbers that its exchange knows. */
export function createNetwork(options: NetworkOptions): Network {
  const { exchange, resolve } = options;
  const clock = options.clock ?? machineClock;
  const now = () => clock.now();
  const limits = { ...LIMITS, ...options.limits };
  const reaching = {
    Connect: connectVerb({ exchange, resolve, limits }),
    Dial: dialVerb({
      exchange,
      phones: options.phones ?? new Map(),
      unknownPhone: options.unknownPhone ?? { name: "unknown", answers: false },
      now,
    }),
  };

  return {
    liveCalls: new Map(),
    finished: async () => undefined,
    update: async () => false,
    originate: async () => {
      throw new Error("outbound calls aren't modelled yet");
    },
    async call(request) {
      const subscriber = await exchange.subscriber(request.to);
      if (!subscriber) return notInService(exchange.mintSid("CA"), request);
      const sid = exchange.mintSid("CA");
      await exchange.createCall({
        sid,
        accountSid: subscriber.accountSid,
        phoneNumberSid: subscriber.phoneNumberSid,
        from: request.from,
        to: request.to,
        direction: "inbound",
        status: "ringing",
        dateCreated: now(),
        ...(request.forwardedFrom === undefined ? {} : { forwardedFrom: request.forwardedFrom }),
        ...(request.callerName === undefined ? {} : { callerName: request.callerName }),
      });
      const call = new LiveCall({ sid, subscriber, request, exchange, resolve, now });
      call.event({ type: "ringing", sid, from: request.from, to: request.to });
      await runScript(call, reaching);
      const { statusCallback, statusCallbackMethod } = subscriber.voice;
      // A number's status callback hears of the end only. https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent
      if (statusCallback) {
        const callbacks = call.statusCallbacks(statusCallback, statusCallbackMethod);
        callbacks.send({ ...call.parameters(), ...durations(call.seconds) });
      }
      await call.callbacksDone();
      return call.result();
    },
  };
}

/** A number that nobody holds: the caller's own carrier says so, no webhook is requested and nothing is recorded. */
function notInService(sid: string, { from, to, onEvent }: CallRequest): CallResult {
  const line = { who: "network" as const, text: "The number you have dialed is not in service." };
  onEvent?.({ type: "line", atMs: 0, ...line });
  onEvent?.({ type: "ended", atMs: 0, status: "failed", seconds: 0 });
  return {
    sid,
    to,
    from,
    status: "failed",
    answered: false,
    answeredBy: undefined,
    legs: [],
    webhooks: [],
    webhookMs: undefined,
    transcript: [line],
    twiml: [],
    errors: [],
    seconds: 0,
  };
}
