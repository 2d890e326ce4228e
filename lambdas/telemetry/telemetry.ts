import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { CallIdentity } from "../../domain/contract/call.ts";
import type { TwilioErrorGroup } from "../../domain/contract/twilio-errors.ts";

/** Counts of the namespace `aybiza`, with the dimensions `service` (the handler) and `region`, never a call. `Answered` counts each party that spoke with the caller: an agent that hands over to a person makes two. */
export type Count =
  | "WebhookRefused"
  /** Of those, the ones that name an account of ours and whose signature none of its tokens verifies. */
  | "SignatureRefused"
  | "UnknownNumber"
  | "FallbackServed"
  | "StaticFallback"
  | "StaleRead"
  /** A route has a schema that this version doesn't know: the last known route was used, or the region's notice. */
  | "RouteSchemaUnknown"
  /** Couldn't be written in time, and waits in the queue. */
  | "RecordLate"
  /** Of those, written after all. */
  | "LateWritten"
  /** Neither written nor kept in the queue. */
  | "RecordLost"
  | "Repeat"
  | "Answered"
  /** A stored text is longer than what Twilio speaks, and was cut. */
  | "TextCut"
  | "HandlerError";

/** What may be logged of a request: no body, no token, no caller. Add a field here, and it is thought about. */
export interface Entry {
  requestId?: string;
  callSid?: string;
  accountSid?: string;
  tenant?: string;
  connection?: string;
  number?: string;
  /** Masked. */
  from?: string;
  event?: string;
  action?: string;
  reason?: string;
  status?: number;
  refusal?: string;
  written?: string;
  /** Texts that were cut for Twilio, with their lengths. */
  cut?: string;
  /** Code of an entry in an account's error log at Twilio: https://www.twilio.com/docs/api/errors */
  twilioCode?: number;
  twilioLevel?: string;
  group?: TwilioErrorGroup;
  latencyMs?: number;
}

/** One log line and one line of metrics for a request. */
export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;

  /** `handler` is its folder's name; `region` the name of the region stack. */
  constructor(handler: string, region: string) {
    this.#logger = new Logger({ serviceName: handler, persistentKeys: { region } });
    this.#metrics = new Metrics({ namespace: "aybiza", serviceName: handler, defaultDimensions: { region } });
  }

  count(name: Count): void {
    this.#metrics.addMetric(name, MetricUnit.Count, 1);
  }

  /** An entry of an account's error log at Twilio: the metric `TwilioError`, with the further dimension `group`, and a log line. */
  twilioError(entry: Entry & { readonly group: TwilioErrorGroup }): void {
    const metric = this.#metrics.singleMetric();
    metric.addDimension("group", entry.group);
    metric.addMetric("TwilioError", MetricUnit.Count, 1);
    this.#logger.warn("twilio error", { ...entry });
  }

  /** A failure that was got round. Of an error its name and message are logged, no more: a client's error carries its request. */
  failure(message: string, error: unknown, entry: Entry): void {
    const { name, message: text } = error instanceof Error ? error : new Error(String(error));
    this.#logger.error(message, { ...entry, error: { name, message: text } });
  }

  /** The end of a request. */
  done(message: string, entry: Entry & { latencyMs: number }): void {
    this.#logger.info(message, { ...entry });
    this.#metrics.addMetric("Latency", MetricUnit.Milliseconds, entry.latencyMs);
    this.#metrics.publishStoredMetrics();
  }
}

/** What the log holds of a call. */
export const callEntry = ({ id, account, called, caller }: CallIdentity): Entry => ({
  callSid: id,
  accountSid: account,
  number: called.text,
  from: masked(caller.text),
});

/** A caller's number with its middle left out, `+14…01`. */
function masked(number: string): string {
  return number.length > 6 ? `${number.slice(0, 3)}…${number.slice(-2)}` : "…";
}
