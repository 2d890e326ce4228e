import type * as pulumi from "@pulumi/pulumi";
import type { TwilioErrorGroup } from "../../domain/contract/twilio-errors.ts";
import { neverMissing, sum, waiting } from "./alarm-metrics.ts";
import type { AlarmSpec, Metric } from "./alarm-spec.ts";

/** What the alarms watch: names as AWS knows them. */
export interface Watched {
  /** Id of the region: a dimension of the handlers' own metrics. */
  readonly region: string;
  readonly functions: { readonly voice: string; readonly status: string; readonly lateEvents: string };
  readonly apiId: pulumi.Input<string>;
  /** What the access log counts: requests that the HTTP API's own throttle refused. */
  readonly throttledWebhooks: Pick<Metric, "namespace" | "metricName">;
  readonly tables: { readonly routes: string; readonly calls: string };
  /** Index of the calls table. */
  readonly callsIndex: string;
  readonly queues: { readonly lateEvents: string; readonly deadLetters: string };
  readonly latencyMs: number;
}

const NOW = { seconds: 60, of: 1, bad: 1 };
/** Twice in three minutes: not a single slow start at night. */
const TWICE = { seconds: 60, of: 3, bad: 2 };
/**
 * Of five minutes each, so that a quiet region has some answers in a period. Twice, so that one slow answer is no alarm.
 * `ignore` for few samples would keep a p99 from being evaluated below 1,000 samples a period:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
const SLOW = { seconds: 300, of: 3, bad: 2 };
/** A quarter of an hour. The counts of a queue are approximate, so three of its minutes may be wrong. */
const QUARTER_HOUR = { seconds: 60, of: 15, bad: 12 };
/** More than one minute, since AWS may publish a metric minutes late, and an expression that is never missing then ends in zeros. */
const LATELY = { seconds: 60, of: 5, bad: 1 };

/** The alarms of a region. Each costs 0.10 USD a month for each metric that it watches, so each is one that a person must act on. */
export function alarmList(watched: Watched): readonly AlarmSpec[] {
  const { functions, tables, queues, latencyMs } = watched;
  const lambda = (FunctionName: string, metricName: string) =>
    sum({ namespace: "AWS/Lambda", metricName, dimensions: { FunctionName } });
  const own = (service: string, metricName: string, more: Metric["dimensions"] = {}) =>
    sum({ namespace: "aybiza", metricName, dimensions: { service, region: watched.region, ...more } });
  const twilioErrors = (group: TwilioErrorGroup) => own("twilio-status", "TwilioError", { group });
  const api = (metricName: string) =>
    sum({ namespace: "AWS/ApiGateway", metricName, dimensions: { ApiId: watched.apiId } });
  const any = { threshold: 1, periods: NOW, missing: "notBreaching" } as const;
  const slow = (metric: Metric) => ({
    watches: { ...metric, statistic: "p99" as const },
    threshold: latencyMs,
    periods: SLOW,
    missing: "notBreaching" as const,
  });
  const throttled = (metricName: string, dimensions: Metric["dimensions"]) => ({
    ...any,
    watches: neverMissing(sum({ namespace: "AWS/DynamoDB", metricName, dimensions })),
    periods: LATELY,
  });
  return [
    {
      id: "voice-errors",
      meaning: "The voice handler failed, so Twilio asked the fallback URL, or a caller heard an error.",
      watches: lambda(functions.voice, "Errors"),
      ...any,
    },
    {
      id: "voice-throttles",
      meaning: "More calls came at a time than the voice handler may take: callers heard an error.",
      watches: lambda(functions.voice, "Throttles"),
      ...any,
    },
    {
      id: "voice-latency",
      meaning: "Callers wait in silence: one answer in a hundred is slow.",
      ...slow(lambda(functions.voice, "Duration")),
    },
    {
      id: "status-errors",
      meaning: "The status handler failed: the end of a call may be missing in its record.",
      watches: lambda(functions.status, "Errors"),
      ...any,
    },
    {
      id: "status-throttles",
      meaning: "More status callbacks came at a time than the handler may take: Twilio doesn't repeat them.",
      watches: lambda(functions.status, "Throttles"),
      ...any,
    },
    {
      id: "status-latency",
      meaning: "Status callbacks are slow: tables or keys are, and callers may soon feel it.",
      ...slow(lambda(functions.status, "Duration")),
    },
    {
      id: "late-events-errors",
      meaning: "The handler of late events failed: what waits in the queue isn't written.",
      watches: lambda(functions.lateEvents, "Errors"),
      ...any,
    },
    {
      id: "late-events-throttles",
      meaning: "The handler of late events isn't let run: what waits in the queue isn't written.",
      watches: lambda(functions.lateEvents, "Throttles"),
      ...any,
      periods: { seconds: 60, of: 10, bad: 5 },
    },
    {
      id: "webhooks-5xx",
      meaning: "The HTTP API answered webhooks with an error: calls went to the fallback URL or ended.",
      watches: api("5xx"),
      ...any,
    },
    {
      id: "webhooks-throttled",
      meaning: "The HTTP API refused webhooks with 429, more than its limit came at a time: callers heard an error.",
      watches: sum({ ...watched.throttledWebhooks, dimensions: {} }),
      ...any,
    },
    {
      id: "webhooks-latency",
      meaning: "One webhook in a hundred is slow, from the HTTP API's side.",
      ...slow(api("Latency")),
    },
    {
      id: "routes-throttled",
      meaning: "Reads of routes and tokens are throttled: callers may get the last known route or the region's notice.",
      ...throttled("ReadThrottleEvents", { TableName: tables.routes }),
    },
    {
      id: "calls-throttled",
      meaning: "Writes of call records are throttled: they go to the queue of late events.",
      ...throttled("WriteThrottleEvents", { TableName: tables.calls }),
    },
    {
      id: "calls-index-throttled",
      meaning: "The index of call records is throttled, and writes of call records with it: they go to the queue.",
      // AWS counts an index's throttles under the index alone, not under its table.
      ...throttled("WriteThrottleEvents", { TableName: tables.calls, GlobalSecondaryIndexName: watched.callsIndex }),
    },
    {
      id: "reads-failing",
      meaning:
        "The routes table or a KMS key can't be reached: callers get the last known route or the region's notice.",
      watches: own("twilio-voice", "StaleRead"),
      ...any,
      threshold: 3,
      periods: TWICE,
    },
    {
      id: "callers-without-route",
      meaning: "Callers heard the region's notice in place of their agent.",
      watches: own("twilio-voice", "StaticFallback"),
      ...any,
    },
    {
      id: "signatures-refused",
      meaning:
        "Calls of an account of ours are signed with a token that its stack doesn't hold: its callers hear an error.",
      watches: own("twilio-voice", "SignatureRefused"),
      ...any,
      // Twilio asks the voice URL, then the fallback URL: a single call makes two.
      threshold: 2,
    },
    {
      id: "status-signatures-refused",
      meaning:
        "The ends of calls, or entries of an account's error log at Twilio, are signed with a token that its stack doesn't hold, and are lost.",
      watches: own("twilio-status", "SignatureRefused"),
      ...any,
    },
    {
      id: "twilio-refused",
      meaning:
        "Twilio rejected calls, before any webhook or in place of the agent: their callers heard nothing of ours.",
      watches: twilioErrors("refused"),
      ...any,
    },
    {
      id: "twilio-unreachable",
      meaning:
        "Twilio couldn't fetch a webhook: callers got the fallback or an error, or the end of a call is missing.",
      watches: twilioErrors("unreachable"),
      ...any,
    },
    {
      id: "twilio-unusable",
      meaning: "Twilio couldn't do what an answer said: callers got the fallback, silence, or were disconnected.",
      watches: twilioErrors("unusable"),
      ...any,
    },
    {
      id: "voice-records-lost",
      meaning: "An event of a call was neither recorded nor kept in the queue.",
      watches: own("twilio-voice", "RecordLost"),
      ...any,
    },
    {
      id: "status-records-lost",
      meaning: "A call's status was neither recorded nor kept in the queue.",
      watches: own("twilio-status", "RecordLost"),
      ...any,
    },
    {
      id: "late-events-old",
      meaning: "Events of calls have waited in the queue for a quarter of an hour: they can't be written.",
      ...waiting(queues.lateEvents),
      periods: QUARTER_HOUR,
    },
    {
      id: "dead-letters",
      meaning: "Events of calls couldn't be written for a day, and wait for a person.",
      ...waiting(queues.deadLetters),
      periods: NOW,
    },
  ];
}
