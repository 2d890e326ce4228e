import type { HostResolver } from "../../hosts.ts";
import { connectVerb } from "./connect.ts";
import { dialVerb } from "./dial.ts";
import type { Exchange } from "./exchange.ts";
import { LiveCall } from "./live-call.ts";
import { durations } from "./parameters.ts";
import type { RelayLimits } from "./relay.ts";
import type { CallRequest, CallResult, SimulatedPhone } from "./result.ts";
import { runScript } from "./script.ts";

export type { CallFields, CallStatus, Exchange, Notification, Subscriber, VoiceSettings } from "./exchange.ts";
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
  readonly clock?: () => Date;
  readonly limits?: Partial<RelayLimits>;
}

export interface Network {
  /** Places a call from outside and follows it to its end, the last status callback included. */
  call(request: CallRequest): Promise<CallResult>;
}

const LIMITS: RelayLimits = { connectMs: 5_000, patienceMs: 10_000, breathMs: 60 };

/** The phone network behind the API stand-in: inbound calls to the numbers that its exchange knows. */
export function createNetwork(options: NetworkOptions): Network {
  const { exchange, resolve } = options;
  const now = options.clock ?? (() => new Date());
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
