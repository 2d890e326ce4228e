import { SINKS, SUBSCRIPTIONS } from "../operations/events/kinds.ts";
import type { Store } from "../store.ts";

const ERRORS = "com.twilio.error-logs.error.logged";

/** Seeds a sink with a subscription, and a sink without one. Returns their SIDs by prefix, and that of the second sink by a name. */
export function seedEvents(store: Store, account_sid: string): Readonly<Record<string, string>> {
  const configuration = { destination: "https://voice.us.aybiza.example/twilio/events", method: "POST" as const };
  const sink = () => {
    const stamp = store.stamp("DG");
    const sink_configuration = { ...configuration, batch_events: true };
    const kept = { account_sid, description: "errors", sink_type: "webhook", sink_configuration } as const;
    store.all(SINKS).set(stamp.sid, { ...stamp, ...kept, status: "active" });
    return stamp.sid;
  };
  const DG = sink();
  const stamp = store.stamp("DF");
  const types = new Map([[ERRORS, 2]]);
  store.all(SUBSCRIPTIONS).set(stamp.sid, { ...stamp, account_sid, description: "errors", sink_sid: DG, types });
  return { DG, DF: stamp.sid, freeSink: sink() };
}

/** By operation, the seeded resource that it needs if the first one of the type isn't suitable. */
export const EVENTS_OTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "events_v1.DeleteSink": { DG: "freeSink" },
};

/** Optional form parameters, by operation. */
export const EVENTS_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "events_v1.CreateSink": {
    Description: "errors",
    SinkType: "webhook",
    SinkConfiguration: JSON.stringify({ destination: "https://a.example/", method: "POST", batch_events: true }),
  },
  "events_v1.UpdateSink": { Description: "errors by hand" },
  "events_v1.CreateSubscription": {
    Description: "errors",
    SinkSid: "$freeSink",
    Types: JSON.stringify({ type: ERRORS, schema_version: 2 }),
  },
  "events_v1.UpdateSubscription": { Description: "errors by hand" },
};
