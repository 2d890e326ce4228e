import type * as pulumi from "@pulumi/pulumi";

/** An alarm on one metric, and what it tells the person who is woken. */
export interface AlarmSpec {
  /** End of its name, and its heading in docs/operate.md. */
  readonly id: string;
  /** What it means for callers, in a sentence. */
  readonly meaning: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** `Sum`, `Maximum` or a percentile. */
  readonly statistic: "Sum" | "Maximum" | "p99";
  /** It goes off at this value or above. */
  readonly threshold: number;
  /** Of so many minutes, so many at least. */
  readonly minutes: { readonly of: number; readonly bad: number };
}

/** What the alarms watch: names as AWS knows them. */
export interface Watched {
  /** Id of the region: a dimension of the handlers' own metrics. */
  readonly region: string;
  readonly functions: { readonly voice: string; readonly status: string; readonly lateEvents: string };
  readonly apiId: pulumi.Input<string>;
  readonly tables: { readonly routes: string; readonly calls: string };
  readonly queues: { readonly lateEvents: string; readonly deadLetters: string };
  readonly latencyMs: number;
}

const ONE_MINUTE = { of: 1, bad: 1 };
/** Twice in three minutes: not a single slow start at night. */
const TWICE = { of: 3, bad: 2 };

/** The alarms of a region. Each costs about 0.10 USD a month, so each is one that somebody has to act on. */
export function alarmList(watched: Watched): readonly AlarmSpec[] {
  const { functions, tables, queues, latencyMs } = watched;
  const lambda = (FunctionName: string) => ({ namespace: "AWS/Lambda", dimensions: { FunctionName } });
  const own = (service: string) => ({ namespace: "aybiza", dimensions: { service, region: watched.region } });
  const api = { namespace: "AWS/ApiGateway", dimensions: { ApiId: watched.apiId } };
  const queue = (QueueName: string) => ({ namespace: "AWS/SQS", dimensions: { QueueName } });
  const table = (TableName: string) => ({ namespace: "AWS/DynamoDB", dimensions: { TableName } });
  const any = { statistic: "Sum", threshold: 1, minutes: ONE_MINUTE } as const;
  const slow = { statistic: "p99", threshold: latencyMs, minutes: TWICE } as const;
  return [
    {
      id: "voice-errors",
      meaning: "The voice handler failed, so Twilio asked the fallback URL, or a caller heard an error.",
      ...lambda(functions.voice),
      metricName: "Errors",
      ...any,
    },
    {
      id: "voice-throttles",
      meaning: "More calls came at a time than the voice handler may take: callers heard an error.",
      ...lambda(functions.voice),
      metricName: "Throttles",
      ...any,
    },
    {
      id: "voice-latency",
      meaning: "Callers wait in silence: one answer in a hundred is slow.",
      ...lambda(functions.voice),
      metricName: "Duration",
      ...slow,
    },
    {
      id: "status-errors",
      meaning: "The status handler failed: the end of a call may be missing in its record.",
      ...lambda(functions.status),
      metricName: "Errors",
      ...any,
    },
    {
      id: "status-throttles",
      meaning: "More status callbacks came at a time than the handler may take: Twilio doesn't repeat them.",
      ...lambda(functions.status),
      metricName: "Throttles",
      ...any,
    },
    {
      id: "status-latency",
      meaning: "Status callbacks are slow: tables or keys are, and callers may soon feel it.",
      ...lambda(functions.status),
      metricName: "Duration",
      ...slow,
    },
    {
      id: "late-events-errors",
      meaning: "The handler of late events failed: what waits in the queue isn't written.",
      ...lambda(functions.lateEvents),
      metricName: "Errors",
      ...any,
    },
    {
      id: "late-events-throttles",
      meaning: "The handler of late events isn't let run: what waits in the queue isn't written.",
      ...lambda(functions.lateEvents),
      metricName: "Throttles",
      ...any,
      minutes: { of: 10, bad: 5 },
    },
    {
      id: "webhooks-5xx",
      meaning: "The HTTP API answered webhooks with an error: calls went to the fallback URL or ended.",
      ...api,
      metricName: "5xx",
      ...any,
    },
    {
      id: "webhooks-latency",
      meaning: "One webhook in a hundred is slow, from the HTTP API's side.",
      ...api,
      metricName: "Latency",
      ...slow,
    },
    {
      id: "routes-throttled",
      meaning: "Reads of routes and tokens are throttled: callers may get the last known route or the region's notice.",
      ...table(tables.routes),
      metricName: "ReadThrottleEvents",
      ...any,
    },
    {
      id: "calls-throttled",
      meaning: "Writes of call records are throttled: they go to the queue of late events.",
      ...table(tables.calls),
      metricName: "WriteThrottleEvents",
      ...any,
    },
    {
      id: "reads-failing",
      meaning:
        "The routes table or a KMS key can't be reached: callers get the last known route or the region's notice.",
      ...own("twilio-voice"),
      metricName: "StaleRead",
      ...any,
      threshold: 3,
      minutes: TWICE,
    },
    {
      id: "callers-without-route",
      meaning: "Callers heard the region's notice in place of their agent.",
      ...own("twilio-voice"),
      metricName: "StaticFallback",
      ...any,
    },
    {
      id: "signatures-refused",
      meaning:
        "Calls of an account of ours are signed with a token that its stack doesn't hold: its callers hear an error.",
      ...own("twilio-voice"),
      metricName: "SignatureRefused",
      ...any,
      // Twilio asks the voice URL, then the fallback URL: a single call makes two.
      threshold: 2,
    },
    {
      id: "voice-records-lost",
      meaning: "An event of a call was neither recorded nor kept in the queue.",
      ...own("twilio-voice"),
      metricName: "RecordLost",
      ...any,
    },
    {
      id: "status-records-lost",
      meaning: "A call's status was neither recorded nor kept in the queue.",
      ...own("twilio-status"),
      metricName: "RecordLost",
      ...any,
    },
    {
      id: "late-events-old",
      meaning: "Events of calls have waited for 15 minutes: the calls table is still out of reach.",
      ...queue(queues.lateEvents),
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      threshold: 900,
      minutes: ONE_MINUTE,
    },
    {
      id: "dead-letters",
      meaning: "Events of calls couldn't be written for a day, and wait for a person.",
      ...queue(queues.deadLetters),
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      threshold: 1,
      minutes: ONE_MINUTE,
    },
  ];
}
