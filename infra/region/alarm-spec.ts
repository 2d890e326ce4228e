import type * as pulumi from "@pulumi/pulumi";

/** One metric of CloudWatch. An alarm finds it only by its exact set of dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** `p99` is evaluated however few samples there are. */
  readonly statistic: "Sum" | "Maximum" | "p99";
}

/**
 * Metrics by id, and what is computed of them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export interface MetricMath {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** An alarm, and what it says to the person on call. */
export interface AlarmSpec {
  /** End of its name, and its heading in docs/operate.md. */
  readonly id: string;
  /** What it means for callers, in a sentence. */
  readonly meaning: string;
  readonly watches: Metric | MetricMath;
  /** It goes off at this value or above. */
  readonly threshold: number;
  /** Length of a period in seconds, and how many of the last `of` periods must be bad. */
  readonly periods: { readonly seconds: number; readonly of: number; readonly bad: number };
  /** What a period without data is: no trouble, or no reason to change the state. */
  readonly missing: "notBreaching" | "ignore";
}

/** Whether the alarm is on an expression. */
export function isMath(watches: Metric | MetricMath): watches is MetricMath {
  return "expression" in watches;
}
