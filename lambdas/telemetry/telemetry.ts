import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { CallIdentity } from "../../domain/contract/call.ts";
import type { TwilioErrorGroup } from "../../domain/contract/twilio-errors.ts";

/** Metrics of the namespace `aybiza`, with the dimensions `service` (the handler) and `region`. They never contain a call's data. */
export type Count =
  | "WebhookRefused"
  /** Rejected requests that name a known account, none of whose tokens verifies the signature. */
  | "SignatureRefused"
  | "UnknownNumber"
  | "FallbackServed"
  | "StaticFallback"
  | "StaleRead"
  /** A route has a schema of another version: the last known route or the region's notice was used. */
  | "RouteSchemaUnknown"
  /** An event couldn't be written in time, and was queued. */
  | "RecordLate"
  /** A queued event was written. */
  | "LateWritten"
  /** An event could be neither written nor queued, and is lost. */
  | "RecordLost"
  | "Repeat"
  /** Parties that spoke with the caller: an agent that hands over to a person makes two. */
  | "Answered"
  /** A stored text was longer than the carrier can speak, and was cut. */
  | "TextCut"
  /** A call to a number whose documents have expired, or do so within 30 days. */
  | "DocumentsExpiring"
  | "HandlerError";

/** The fields of a request that may be logged: never a body, a token or a caller's full number. */
export interface Entry {
  requestId?: string;
  callSid?: string;
  accountSid?: string;
  tenant?: string;
  connection?: string;
  number?: string;
  /** The caller's number, masked: `+14…01`. */
  from?: string;
  event?: string;
  action?: string;
  reason?: string;
  status?: number;
  refusal?: string;
  written?: string;
  /** The text that was cut, with its length. */
  cut?: string;
  /** Last day of the number's documents, once that is near. */
  documentsUntil?: string;
  /** Error code of an entry in an account's error log at Twilio: https://www.twilio.com/docs/api/errors */
  twilioCode?: number;
  twilioLevel?: string;
  group?: TwilioErrorGroup;
  latencyMs?: number;
}

/** Writes one log line and one line of metrics for each request. */
export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  /** `handler`: its folder's name; `region`: the region stack's name. */
  constructor(handler: string, region: string) {
    this.#logger = new Logger({ serviceName: handler, persistentKeys: { region } });
    this.#metrics = new Metrics({ namespace: "aybiza", serviceName: handler, defaultDimensions: { region } });
  }

  count(name: Count): void {
    this.#metrics.addMetric(name, MetricUnit.Count, 1);
  }

  /** Logs an entry of an account's error log at Twilio, and counts it as `TwilioError` with the additional dimension `group`. */
  twilioError(entry: Entry & { readonly group: TwilioErrorGroup }): void {
    const metric = this.#metrics.singleMetric();
    metric.addDimension("group", entry.group);
    metric.addMetric("TwilioError", MetricUnit.Count, 1);
    this.#logger.warn("twilio error", { ...entry });
  }

  /** Logs a failure that the handler worked around, by the error's name and message only: an SDK error contains its request. */
  failure(message: string, error: unknown, entry: Entry): void {
    const { name, message: text } = error instanceof Error ? error : new Error(String(error));
    this.#logger.error(message, { ...entry, error: { name, message: text } });
  }

  /** Logs the end of a request, and publishes its metrics. */
  done(message: string, entry: Entry & { latencyMs: number }): void {
    this.#logger.info(message, { ...entry });
    this.#metrics.addMetric("Latency", MetricUnit.Milliseconds, entry.latencyMs);
    this.#metrics.publishStoredMetrics();
  }
}

/** Returns the log fields of a call. */
export const callEntry = ({ id, account, called, caller }: CallIdentity): Entry => ({
  callSid: id,
  accountSid: account,
  number: called.text,
  from: masked(caller.text),
});

/** Masks a caller's number: `+14…01`. */
function masked(number: string): string {
  return number.length > 6 ? `${number.slice(0, 3)}…${number.slice(-2)}` : "…";
}
