import { SINKS, SUBSCRIPTIONS } from "../../../../rehearsal/twilio/operations/events/kinds.ts";
import type { TwilioTable } from "../world.ts";

const ERRORS = "com.twilio.error-logs.error.logged";
const never = "Twilio has no change of it";

const sink: TwilioTable = {
  token: "twilio:index:EventSink",
  held(store, sid) {
    const held = store.all(SINKS).get(sid);
    return held && { ...held, ...held.sink_configuration };
  },
  set: (store, sid, field, value) => void Object.assign(store.all(SINKS).get(sid)!, { [field]: value }),
  named: true,
  inputs: (row) => ({ description: `events of ${row}`, destination: "https://voice.us.aybiza.example/twilio/events" }),
  rows: {
    description: { to: undefined, live: "EventSink-description", drift: { to: "renamed by hand" } },
    destination: { to: "https://voice.eu.aybiza.example/twilio/events", replaces: true, drift: { never } },
    method: { from: "GET", to: undefined, live: "POST", replaces: true, drift: { never } },
    batchEvents: { from: false, to: undefined, live: true, replaces: true, drift: { never } },
  },
};

/** Makes a sink for each row, because a sink accepts only one subscription. */
const sinks = ["a", "b", "c", "d"].map((name) => ({
  token: "twilio:index:EventSink",
  name: `sink-${name}`,
  inputs: { destination: `https://${name}.aybiza.example/events` },
}));
const sidOf = (name: string) => ({ $output: [name, "sid"] });
const SINK_OF: Readonly<Record<string, string>> = { description: "sink-a", sinkSid: "sink-b", types: "sink-c" };

const subscription: TwilioTable = {
  token: "twilio:index:EventSubscription",
  held(store, sid) {
    const held = store.all(SUBSCRIPTIONS).get(sid);
    return held && { ...held, types: Object.fromEntries(held.types) };
  },
  set(store, sid, field, value) {
    const changed = field === "types" ? new Map(Object.entries(value as object)) : value;
    Object.assign(store.all(SUBSCRIPTIONS).get(sid)!, { [field]: changed });
  },
  named: true,
  parents: sinks,
  inputs: (row) => ({ description: `errors of ${row}`, sinkSid: sidOf(SINK_OF[row] ?? ""), types: { [ERRORS]: 2 } }),
  rows: {
    description: { to: undefined, live: "EventSubscription-description", drift: { to: "renamed by hand" } },
    sinkSid: { to: sidOf("sink-d"), replaces: true, drift: { never } },
    types: {
      to: { [ERRORS]: 2, "com.twilio.messaging.message.failed": 1 },
      replaces: true,
      drift: { to: { [ERRORS]: 1 } },
    },
  },
};

export const events = [sink, subscription];
