import type { HostResolver } from "../../../hosts.ts";
import type { Clock } from "../../clock.ts";
import type { Room } from "../conference/room.ts";
import type { Exchange } from "../exchange.ts";
import type { Recording } from "../recording/recording.ts";
import type { Waiting } from "../verbs/queue.ts";
import type { Bell } from "./bell.ts";
import type { CallOptions } from "./call-options.ts";
import type { LiveCall } from "./live-call.ts";
import type { CallResult, SimulatedPhone } from "./result.ts";

/** Limits of a rehearsal, in milliseconds of the clock. */
export interface Limits {
  /** For an agent's WebSocket to open. */
  readonly connectMs: number;
  /** How long a scripted caller waits for an agent's words before he hangs up. */
  readonly patienceMs: number;
  /** The breath between two turns: an agent that means to end the session says so within it. */
  readonly breathMs: number;
  /** How long a scripted caller waits in a queue, or alone in a conference, before he hangs up. */
  readonly holdMs: number;
}

/** A call of the exchange to one of its own numbers. */
export interface InboundCall {
  readonly call: LiveCall;
  /** Resolves when it is over and its last status callback was delivered. */
  readonly done: Promise<CallResult>;
}

/** What the calls of one network share. */
export interface Switchboard {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly resolve: HostResolver;
  readonly limits: Limits;
  readonly phones: ReadonlyMap<string, SimulatedPhone>;
  readonly unknownPhone: SimulatedPhone;
  /** Calls under way, by SID. */
  readonly calls: Map<string, LiveCall>;
  /** ConversationRelay sessions under way, by account. */
  readonly relaySessions: Map<string, number>;
  /** Conferences that somebody is in, by account and name. */
  readonly rooms: Map<string, Room>;
  /** Calls that wait in a queue, by SID. */
  readonly waiting: Map<string, Waiting>;
  /** Recordings under way, by SID. */
  readonly recordings: Map<string, Recording>;
  /** Rings when a call enters a queue. */
  readonly enqueued: Bell;
  /** Brings a call to a number of the exchange: its webhooks answer it. Undefined when nobody holds the number. */
  inbound(
    call: Omit<CallOptions, "account" | "direction" | "network" | "phoneNumberSid" | "sid" | "voice">,
  ): Promise<InboundCall | undefined>;
}
