import { notModelled, refused } from "../../api/errors.ts";
import { isPublicUrl } from "../../api/parameters.ts";
import type { Fields, Store } from "../../store.ts";
import { checkRequired } from "../checks.ts";
import { type Family, inApi, operationsOf } from "../family.ts";
import { type ApiRequest, find, type Handler, showPage } from "../request.ts";
import { SINKS, type Sink, SUBSCRIPTIONS, type Subscription } from "./kinds.ts";

/** The API of Event Streams. */
export const EVENTS = "events_v1";

// Twilio's error codes: https://www.twilio.com/docs/api/errors
const SINK_NOT_CREATED = 91000;
const SINK_NOT_FOUND = 91001;
const NOT_SUBSCRIBED = 91100;
/** Assumed code for a sink in use: Twilio documents the text ("Sink with SID DG... is in use") without a code. */
const IN_USE = 20409;

/** https://www.twilio.com/docs/events/event-streams/sink-resource, https://www.twilio.com/docs/api/errors/91000, .../91003 */
const sinks: Family<Sink> = {
  api: EVENTS,
  noun: "Sink",
  kind: SINKS,
  prefix: "DG",
  defaults: { status: "active" },
  most: { count: 100, code: 91003 },
  check(_, fields, current) {
    checkRequired(fields, ["description"], SINK_NOT_CREATED, current);
    if (current) return { description: fields.description };
    checkRequired(fields, ["sink_type", "sink_configuration"], SINK_NOT_CREATED);
    if (fields.sink_type !== "webhook") throw notModelled(`sinks of type ${fields.sink_type}`);
    return { ...fields, sink_configuration: configurationIn(String(fields.sink_configuration)) };
  },
  checkDelete({ store }, { sid }) {
    if (subscriptionTo(store, sid)) throw refused(IN_USE, `Sink with SID ${sid} is in use`);
  },
};

function configurationIn(text: string): Fields {
  const given = JSON.parse(text) as Fields;
  for (const name of ["destination", "method", "batch_events"]) {
    if (given[name] === undefined || given[name] === "")
      throw refused(SINK_NOT_CREATED, `Sink could not be created: Sink Configuration ${name} is empty`);
  }
  if (!isPublicUrl(String(given.destination)))
    throw refused(SINK_NOT_CREATED, `Sink could not be created: ${given.destination} is not a valid URL`);
  return given;
}

/** https://www.twilio.com/docs/events/event-streams/subscription */
const subscriptions: Family<Subscription> = {
  api: EVENTS,
  noun: "Subscription",
  kind: SUBSCRIPTIONS,
  prefix: "DF",
  check({ store, account, form }, fields, current) {
    if (current) return { description: fields.description };
    checkRequired(fields, ["description", "sink_sid", "types"], NOT_SUBSCRIBED);
    const sink = store.all(SINKS).get(String(fields.sink_sid));
    if (sink?.account_sid !== account.sid) throw refused(SINK_NOT_FOUND, "Sink could not be found");
    const not = (why: string) => refused(NOT_SUBSCRIBED, `Subscription could not be created: ${why}`);
    if (sink.status !== "active") throw not(`sink ${sink.sid} is not active`);
    if (subscriptionTo(store, sink.sid)) throw not(`Sink with SID ${sink.sid} is in use`);
    const types = form.getAll("Types").map((text) => JSON.parse(text) as { type: string; schema_version?: number });
    return { ...fields, types: new Map(types.map(({ type, schema_version = 1 }) => [type, schema_version])) };
  },
};

/** Finds the subscription of a sink. A sink has at most one. */
const subscriptionTo = (store: Store, sinkSid: string): Subscription | undefined =>
  [...store.all(SUBSCRIPTIONS).values()].find(({ sink_sid }) => sink_sid === sinkSid);

/** https://www.twilio.com/docs/events/event-streams/subscription/subscribed-event-api */
function listSubscribedEvents(request: ApiRequest) {
  const { store, parameters } = request;
  const subscription = find(request, store.all(SUBSCRIPTIONS), parameters.SubscriptionSid);
  const events = [...subscription.types].map(([type, schema_version]) => ({
    ...{ sid: subscription.sid, account_sid: subscription.account_sid, subscription_sid: subscription.sid },
    ...{ type, schema_version },
  }));
  return showPage(request, events, () => true);
}

/** The modelled operations of Event Streams. */
export const events: Readonly<Record<string, Handler>> = {
  ...operationsOf(sinks),
  ...operationsOf(subscriptions),
  ...inApi(EVENTS, {
    ListSubscribedEvent: listSubscribedEvents,
    CreateSinkTest(request) {
      request.streams.test(find(request, request.store.all(SINKS)));
      return { result: "submitted" };
    },
  }),
};
