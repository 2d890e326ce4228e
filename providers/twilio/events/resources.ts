import { eventSink } from "./sink.ts";
import { eventSubscription } from "./subscription.ts";

/** What happens in an account, delivered to a webhook. https://www.twilio.com/docs/events */
export const eventResources = [eventSink, eventSubscription];
