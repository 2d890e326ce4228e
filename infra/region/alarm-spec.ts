import type * as pulumi from "@pulumi/pulumi";

/** One CloudWatch metric. An alarm matches it only by its exact set of dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** `p99` is evaluated with any number of samples. */
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

/** An alarm, with its text for the person on call. */
export interface AlarmSpec {
  /** End of its name, and heading of its runbook in docs/operate.md. */
  readonly id: string;
  /** What happened, and what callers notice, in a sentence. */
  readonly meaning: string;
  readonly watches: Metric | MetricMath;
  /** It fires at this value or above. */
  readonly threshold: number;
  /** Length of a period in seconds, and how many of the last `of` periods must be bad. */
  readonly periods: { readonly seconds: number; readonly of: number; readonly bad: number };
  /** A period without data: counts as good, or keeps the state. */
  readonly missing: "notBreaching" | "ignore";
}

/** Whether the alarm is on an expression. */
export function isMath(watches: Metric | MetricMath): watches is MetricMath {
  return "expression" in watches;
}
