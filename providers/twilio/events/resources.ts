import { eventSink } from "./sink.ts";
import { eventSubscription } from "./subscription.ts";

/** Resources of Event Streams, which delivers an account's events to a webhook. https://www.twilio.com/docs/events */
export const eventResources = [eventSink, eventSubscription];
