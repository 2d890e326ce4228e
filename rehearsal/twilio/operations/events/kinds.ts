import { kind } from "../../store.ts";
import type { Owned } from "../kinds.ts";

/** A destination of events; only webhooks are modelled. */
export interface Sink extends Owned {
  description: string;
  readonly sink_type: "webhook";
  readonly sink_configuration: {
    readonly destination: string;
    readonly method: "GET" | "POST";
    readonly batch_events: boolean;
  };
  /** A webhook sink becomes active at once, as far as is known of Twilio; a test can set another status to delay that. */
  status: "initialized" | "validating" | "active" | "failed";
}
export const SINKS = kind<Sink>("event sinks");

/** The event types that are sent to a sink. */
export interface Subscription extends Owned {
  description: string;
  readonly sink_sid: string;
  /** Schema versions by event type. */
  readonly types: ReadonlyMap<string, number>;
}
export const SUBSCRIPTIONS = kind<Subscription>("event subscriptions");
