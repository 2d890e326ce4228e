import type * as pulumi from "@pulumi/pulumi";
import type { TwilioErrorGroup } from "../../domain/contract/twilio-errors.ts";
import { neverMissing, sum, waiting } from "./alarm-metrics.ts";
import type { AlarmSpec, Metric } from "./alarm-spec.ts";

/** AWS names of the resources that the alarms watch. */
export interface Watched {
  /** Id of the region: a dimension of the handlers' own metrics. */
  readonly region: string;
  readonly functions: { readonly voice: string; readonly status: string; readonly lateEvents: string };
  readonly apiId: pulumi.Input<string>;
  /** Counts the access log's 429s: requests that the HTTP API throttled. */
  readonly throttledWebhooks: Pick<Metric, "namespace" | "metricName">;
  readonly tables: { readonly routes: string; readonly calls: string };
  /** Index of the calls table. */
  readonly callsIndex: string;
  /** Name of the alarms' own topic. */
  readonly topic: string;
  readonly queues: { readonly lateEvents: string; readonly deadLetters: string };
  readonly latencyMs: number;
}

const NOW = { seconds: 60, of: 1, bad: 1 };
/** Two bad minutes of three, so that one slow start raises no alarm. */
const TWICE = { seconds: 60, of: 3, bad: 2 };
/**
 * Periods of five minutes, so that even a quiet region has samples in each. Two bad periods are required, so that one slow answer raises no alarm.
 * `ignore` for few samples would keep a p99 from being evaluated below 1,000 samples a period:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
const SLOW = { seconds: 300, of: 3, bad: 2 };
/** One bad part of half an hour: a number that is called now and then raises one alarm, not one a call. */
const HALF_HOUR = { seconds: 300, of: 6, bad: 1 };
/** 12 bad minutes of 15: a queue's counts are approximate, so three may be wrong. */
const QUARTER_HOUR = { seconds: 60, of: 15, bad: 12 };
/** Five minutes: AWS may publish a metric minutes late, and `neverMissing` shows 0 until then. */
const LATELY = { seconds: 60, of: 5, bad: 1 };

/** The alarms of a region. Each metric of an alarm costs 0.10 USD a month, so there are only alarms that a person must act on. */
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
      meaning: "The voice handler failed: Twilio requested the fallback URL, or the caller heard an error.",
      watches: lambda(functions.voice, "Errors"),
      ...any,
    },
    {
      id: "voice-throttles",
      meaning: "Lambda throttled the voice handler, which reached its concurrency limit: callers heard an error.",
      watches: lambda(functions.voice, "Throttles"),
      ...any,
    },
    {
      id: "voice-latency",
      meaning: "1 in 100 answers of the voice handler is slow: these callers wait in silence.",
      ...slow(lambda(functions.voice, "Duration")),
    },
    {
      id: "status-errors",
      meaning: "The status handler failed: call records may lack the end of their call.",
      watches: lambda(functions.status, "Errors"),
      ...any,
    },
    {
      id: "status-throttles",
      meaning:
        "Lambda throttled the status handler, which reached its concurrency limit: Twilio doesn't retry these callbacks.",
      watches: lambda(functions.status, "Throttles"),
      ...any,
    },
    {
      id: "status-latency",
      meaning:
        "1 in 100 answers of the status handler is slow, probably since DynamoDB or KMS is: callers may be next.",
      ...slow(lambda(functions.status, "Duration")),
    },
    {
      id: "late-events-errors",
      meaning: "The late-events handler failed: queued events aren't written to the call records.",
      watches: lambda(functions.lateEvents, "Errors"),
      ...any,
    },
    {
      id: "late-events-throttles",
      meaning: "Lambda keeps throttling the late-events handler: queued events aren't written to the call records.",
      watches: lambda(functions.lateEvents, "Throttles"),
      ...any,
      periods: { seconds: 60, of: 10, bad: 5 },
    },
    {
      id: "webhooks-5xx",
      meaning: "The HTTP API answered webhooks with 5xx: these calls went to the fallback URL or ended.",
      watches: api("5xx"),
      ...any,
    },
    {
      id: "webhooks-throttled",
      meaning: "The HTTP API throttled webhooks (429), since more came than its limit: callers heard an error.",
      watches: sum({ ...watched.throttledWebhooks, dimensions: {} }),
      ...any,
    },
    {
      id: "webhooks-latency",
      meaning: "1 in 100 webhooks is slow, measured at the HTTP API.",
      ...slow(api("Latency")),
    },
    {
      id: "routes-throttled",
      meaning:
        "DynamoDB throttles reads of routes and tokens: callers may get the last known route or the region's notice.",
      ...throttled("ReadThrottleEvents", { TableName: tables.routes }),
    },
    {
      id: "calls-throttled",
      meaning: "DynamoDB throttles writes of call records: these events wait in the late-events queue.",
      ...throttled("WriteThrottleEvents", { TableName: tables.calls }),
    },
    {
      id: "calls-index-throttled",
      meaning:
        "DynamoDB throttles the billing index, and so writes of call records: these events wait in the late-events queue.",
      // AWS reports an index's throttles for the index alone, not for its table.
      ...throttled("WriteThrottleEvents", { TableName: tables.calls, GlobalSecondaryIndexName: watched.callsIndex }),
    },
    {
      id: "reads-failing",
      meaning:
        "The voice handler can't read the routes table or use a KMS key: callers get the last known route or the region's notice.",
      watches: own("twilio-voice", "StaleRead"),
      ...any,
      threshold: 3,
      periods: TWICE,
    },
    {
      id: "callers-without-route",
      meaning: "Callers heard the region's notice instead of their agent.",
      watches: own("twilio-voice", "StaticFallback"),
      ...any,
    },
    {
      id: "signatures-refused",
      meaning:
        "Webhooks of a connected account are signed with a token that its tenant's stack doesn't have: its callers hear an error.",
      watches: own("twilio-voice", "SignatureRefused"),
      ...any,
      // One call makes two: Twilio requests the voice URL, then the fallback URL.
      threshold: 2,
    },
    {
      id: "status-signatures-refused",
      meaning:
        "Status callbacks or error-log events of a connected account are signed with a token that its tenant's stack doesn't have: they are lost.",
      watches: own("twilio-status", "SignatureRefused"),
      ...any,
    },
    {
      id: "twilio-refused",
      meaning: "Twilio rejected calls before the webhook, or instead of connecting the agent: callers didn't reach us.",
      watches: twilioErrors("refused"),
      ...any,
    },
    {
      id: "twilio-unreachable",
      meaning: "Twilio couldn't reach a webhook: callers got the fallback or an error, or a call record lacks its end.",
      watches: twilioErrors("unreachable"),
      ...any,
    },
    {
      id: "twilio-unusable",
      meaning: "Twilio couldn't execute an answer of ours: callers got the fallback or silence, or were disconnected.",
      watches: twilioErrors("unusable"),
      ...any,
    },
    {
      id: "voice-records-lost",
      meaning: "A call event was lost: neither the calls table nor the late-events queue took it.",
      watches: own("twilio-voice", "RecordLost"),
      ...any,
    },
    {
      id: "status-records-lost",
      meaning: "A status callback was lost: neither the calls table nor the late-events queue took it.",
      watches: own("twilio-status", "RecordLost"),
      ...any,
    },
    {
      id: "documents-expiring",
      meaning: "A number is called whose holder's documents have expired, or do so within 30 days.",
      watches: own("twilio-voice", "DocumentsExpiring"),
      ...any,
      periods: HALF_HOUR,
    },
    {
      id: "alarms-undelivered",
      meaning: "AWS couldn't deliver a message of the alarms' topic: the on-call service or a mail address refused it.",
      watches: sum({
        namespace: "AWS/SNS",
        metricName: "NumberOfNotificationsFailed",
        dimensions: { TopicName: watched.topic },
      }),
      ...any,
    },
    {
      id: "late-events-old",
      meaning:
        "Call events have been in the late-events queue for 15 minutes: they can't be written to the call records.",
      ...waiting(queues.lateEvents),
      periods: QUARTER_HOUR,
    },
    {
      id: "dead-letters",
      meaning:
        "Call events couldn't be written for a day, and are in the dead-letter queue until a person moves them back.",
      ...waiting(queues.deadLetters),
      periods: NOW,
    },
  ];
}
