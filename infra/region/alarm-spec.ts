import type * as pulumi from "@pulumi/pulumi";

/** One CloudWatch metric. An alarm matches it only by its exact set of dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** Statistic. `p99` is evaluated with any number of samples. */
  readonly statistic: "Sum" | "Maximum" | "p99";
}

/**
 * Metrics by id, and an expression over them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export interface MetricMath {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** An alarm, with its description for the engineer on call. */
export interface AlarmSpec {
  /** End of the alarm's name, and heading of its runbook in docs/operate.md. */
  readonly id: string;
  /** One sentence: what happened, and what callers notice. */
  readonly meaning: string;
  readonly watches: Metric | MetricMath;
  /** The alarm fires at this value or above. */
  readonly threshold: number;
  /** Length of a period in seconds, and how many of the last `of` periods must be bad. */
  readonly periods: { readonly seconds: number; readonly of: number; readonly bad: number };
  /** Effect of a period without data: it counts as good, or the alarm keeps its state. */
  readonly missing: "notBreaching" | "ignore";
}

/** Whether the alarm is on an expression. */
export function isMath(watches: Metric | MetricMath): watches is MetricMath {
  return "expression" in watches;
}
