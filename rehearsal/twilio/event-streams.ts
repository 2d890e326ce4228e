import { createHash, randomUUID } from "node:crypto";
import type { HostResolver } from "../hosts.ts";
import type { Clock } from "./clock.ts";
import { send } from "./network/webhook/http.ts";
import { signature } from "./network/webhook/signature.ts";
import { SINKS, type Sink, SUBSCRIPTIONS } from "./operations/events/kinds.ts";
import type { LogEntry, Store } from "./store.ts";

/** Type of the events for error log entries. https://www.twilio.com/docs/events/event-types/errors/error-logs */
const ERROR_LOGGED = "com.twilio.error-logs.error.logged";
/** Timeout of a webhook in ms. https://www.twilio.com/docs/events/webhook-quickstart */
const PATIENCE_MS = 5_000;
/** Time limit of a delivery with its retries, in ms. https://www.twilio.com/docs/events/event-delivery-and-duplication */
const LONGEST_MS = 4 * 3_600_000;

/** Event Streams: delivers entries of an account's error log to the sinks that subscribe to them. */
export interface Streams {
  /** Delivers an entry of an account's error log. */
  logged(entry: LogEntry): void;
  /** Delivers a test event. */
  test(sink: Sink): void;
  /** Resolves when all events are delivered or given up. */
  settled(): Promise<void>;
  /** Stops retries. */
  close(): void;
}

type CloudEvent = Readonly<Record<string, unknown>>;

export function createStreams({
  store,
  clock,
  resolve,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly resolve: HostResolver;
}): Streams {
  const closed = new AbortController();
  const deliveries = new Set<Promise<void>>();
  const start = (sink: Sink, event: CloudEvent): void => {
    const delivery = deliver(sink, event).finally(() => deliveries.delete(delivery));
    deliveries.add(delivery);
  };

  /** Delivers an event, with retries until the sink accepts or refuses it (4xx except 429) or time is up. https://www.twilio.com/docs/api/errors/91305 */
  async function deliver(sink: Sink, event: CloudEvent): Promise<void> {
    const began = clock.elapsed();
    for (let pauseMs = 1_000; !closed.signal.aborted; pauseMs *= 2) {
      const status = await post(sink, event);
      if (status !== 0 && status < 500 && status !== 429) return;
      if (clock.elapsed() + pauseMs - began > LONGEST_MS) return;
      await clock.sleep(pauseMs, closed.signal);
    }
  }

  /** Posts an event to a sink. Returns the HTTP status; 0 without a response. */
  async function post({ account_sid, sink_configuration }: Sink, event: CloudEvent): Promise<number> {
    const { destination, method, batch_events } = sink_configuration;
    const body = JSON.stringify(batch_events ? [event] : event);
    const digest = createHash("sha256").update(body).digest("hex");
    const url = `${destination}${destination.includes("?") ? "&" : "?"}bodySHA256=${digest}`;
    const authToken = store.accounts.get(account_sid)?.auth_token ?? "";
    const headers = { "Content-Type": "application/json", "X-Twilio-Signature": signature({ authToken, url }) };
    const limits = { connectMs: PATIENCE_MS, readMs: PATIENCE_MS, maxBytes: 64 * 1024 };
    const answered = send({ url, method, headers, body, resolve, clock, ...limits });
    return clock.during(answered).then(
      ({ status }) => status,
      () => 0,
    );
  }

  return {
    logged(entry) {
      for (const { account_sid, sink_sid, types } of store.all(SUBSCRIPTIONS).values()) {
        const version = types.get(ERROR_LOGGED);
        const sink = store.all(SINKS).get(sink_sid);
        if (account_sid === entry.account_sid && version !== undefined && sink)
          start(sink, loggedEvent(store, entry, version));
      }
    },
    test(sink) {
      start(sink, {
        specversion: "1.0",
        type: "com.twilio.eventstreams.test-event",
        source: "Sink",
        id: sink.account_sid,
        dataschema: "https://events-schemas.twilio.com/EventStreams.TestSink/1.json",
        datacontenttype: "application/json",
        time: clock.now().toISOString(),
        data: { test_id: randomUUID() },
      });
    },
    async settled() {
      while (deliveries.size > 0) await Promise.all(deliveries);
    },
    close: () => closed.abort(),
  };
}

/** Builds the event for an error log entry. https://www.twilio.com/docs/events/event-types/errors/error-logs; the payload: https://www.twilio.com/docs/usage/troubleshooting/debugging-event-webhooks */
function loggedEvent(store: Store, entry: LogEntry, version: number): CloudEvent {
  const { sid, account_sid, call_sid, code, level, message, url, date_created } = entry;
  const account = store.accounts.get(account_sid);
  const call = store.calls.get(call_sid);
  const parameters = { AccountSid: account_sid, CallSid: call_sid, From: call?.from, To: call?.to };
  return {
    specversion: "1.0",
    type: ERROR_LOGGED,
    source: sid,
    id: sid,
    dataschema: `https://events-schemas.twilio.com/ErrorLogs.Error/${version}`,
    datacontenttype: "application/json",
    time: date_created.toISOString(),
    data: {
      sid,
      account_sid,
      ...(account && account.owner_account_sid !== account_sid && { master_account_sid: account.owner_account_sid }),
      date_created: date_created.toISOString(),
      level: level.toUpperCase(),
      correlation_sid: call_sid,
      product_name: "Programmable Voice",
      error_code: String(code),
      payload: JSON.stringify({
        resource_sid: call_sid,
        service_sid: null,
        error_code: String(code),
        more_info: { Msg: message, ErrorCode: String(code), LogLevel: level.toUpperCase() },
        webhook: { type: "application/json", request: { url: url ?? null, method: "POST", headers: {}, parameters } },
      }),
    },
  };
}
