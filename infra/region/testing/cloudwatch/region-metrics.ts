import type { Declared } from "../declared.ts";
import { Metrics } from "./metrics.ts";
import { ReportedQueue } from "./queue.ts";

/** Simulates a region minute by minute, with the metrics that AWS and our handlers publish. */
export class RegionMetrics {
  readonly metrics = new Metrics();
  readonly lateEvents = new ReportedQueue("aybiza-us-late-events", 3);
  readonly deadLetters = new ReportedQueue("aybiza-us-dead-letters", 0);
  /** Whether late events are written, fail, or aren't received. */
  late: "written" | "tried" | "not-received" = "written";
  minute = 0;
  readonly #accessLog: { readonly format: string; readonly filters: readonly Filter[] };
  readonly #printed: () => string;
  #read = 0;

  /** `declared`: the region's resources. `printed`: the handlers' log lines. */
  constructor(declared: readonly Declared[], printed: () => string) {
    const inputs = (type: string) => declared.filter((d) => d.type === type).map((d) => d.inputs);
    const [stage] = inputs("aws:apigatewayv2/stage:Stage");
    this.#accessLog = {
      format: (stage!.accessLogSettings as { format: string }).format,
      filters: inputs("aws:cloudwatch/logMetricFilter:LogMetricFilter") as unknown as Filter[],
    };
    this.#printed = printed;
  }

  /** Ends a minute. */
  next(): void {
    if (this.late !== "not-received") this.lateEvents.receive(this.minute, this.late === "written");
    for (const queue of [this.lateEvents, this.deadLetters]) queue.report(this.metrics, this.minute);
    this.#takePrinted();
    this.minute++;
  }

  /** Publishes an invocation's metrics. For a successful one Lambda publishes 0 errors. */
  invoked(FunctionName: string, { ms = 40, failed = false } = {}): void {
    this.#put("AWS/Lambda", { FunctionName }, { Invocations: 1, Errors: failed ? 1 : 0, Duration: ms });
  }

  notInvoked(FunctionName: string): void {
    this.#put("AWS/Lambda", { FunctionName }, { Throttles: 1 });
  }

  answered(status: number, ms = 60): void {
    this.#put(
      "AWS/ApiGateway",
      { ApiId: "aybiza-us-id" },
      { Count: 1, Latency: ms, "4xx": status >= 400 && status < 500 ? 1 : 0, "5xx": status >= 500 ? 1 : 0 },
    );
    this.#log({ status: String(status), responseLatency: String(ms) });
  }

  /** DynamoDB publishes throttles only when there are some. */
  throttled(metricName: "ReadThrottleEvents" | "WriteThrottleEvents", TableName: string, index?: string): void {
    const dimensions = { TableName, ...(index !== undefined && { GlobalSecondaryIndexName: index }) };
    this.#put("AWS/DynamoDB", dimensions, { [metricName]: 1 });
  }

  undelivered(): void {
    this.#put("AWS/SNS", { TopicName: "aybiza-us-alarms" }, { NumberOfNotificationsFailed: 1 });
  }

  #put(namespace: string, dimensions: Record<string, string>, values: Record<string, number>): void {
    for (const [metricName, value] of Object.entries(values))
      this.metrics.put({ namespace, metricName, dimensions, value, minute: this.minute });
  }

  /** Writes an access-log line in the stage's format, and publishes the metrics that the log group's filters derive from it. */
  #log(context: Readonly<Record<string, string>>): void {
    const line = this.#accessLog.format.replaceAll(/\$context\.([\w.]+)/g, (_, name: string) => context[name] ?? "-");
    const fields = JSON.parse(line) as Record<string, string>;
    for (const { pattern, metricTransformation: made } of this.#accessLog.filters)
      if (matches(pattern, fields)) this.#put(made.namespace, {}, { [made.name]: Number(made.value) });
  }

  /** Metrics in the log lines of handlers: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
  #takePrinted(): void {
    const printed = this.#printed();
    for (const text of printed.slice(this.#read).split("\n")) {
      if (!text.includes('"_aws"')) continue;
      const line = JSON.parse(text);
      for (const { Namespace, Dimensions, Metrics: names } of line._aws.CloudWatchMetrics)
        for (const set of Dimensions)
          for (const { Name } of names)
            for (const value of [line[Name]].flat()) {
              const dimensions = Object.fromEntries(set.map((name: string) => [name, line[name]]));
              this.#put(Namespace, dimensions, { [Name]: value });
            }
    }
    this.#read = printed.length;
  }
}

interface Filter {
  readonly pattern: string;
  readonly metricTransformation: { readonly name: string; readonly namespace: string; readonly value: string };
}

/**
 * Whether a line matches `{ $.field = "value" }`, the only filter pattern that we use.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
function matches(pattern: string, line: Readonly<Record<string, unknown>>): boolean {
  const found = /^\{ \$\.(\w+) = "([^"*]+)" \}$/.exec(pattern);
  if (!found) throw new Error(`the pattern \`${pattern}\` isn't known here`);
  return line[found[1]!] === found[2];
}
