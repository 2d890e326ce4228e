import type { AlarmSpec, Metric, MetricMath } from "./alarm-spec.ts";

/** The sum of the metric's samples in a period. */
export function sum(metric: Omit<Metric, "statistic">): Metric {
  return { ...metric, statistic: "Sum" };
}

/**
 * The metric, with 0 where AWS published nothing. AWS publishes throttles only when there are some, and an alarm on `AWS/DynamoDB` may keep its
 * state while data is missing (AWS's pages disagree on when), so it might never return to OK.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (TreatMissingData),
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function neverMissing(metric: Metric): MetricMath {
  return { expression: "events + TIME_SERIES(0)", metrics: { events: metric } };
}

/**
 * Number of messages in a queue, including received ones. Their age is no use: ApproximateAgeOfOldestMessage ignores messages received three times,
 * as every event that can't be written is.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 *
 * Missing data keeps the alarm's state: SQS publishes nothing for a queue that was inactive for six hours, though it may still have messages.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html
 */
export function waiting(QueueName: string): Pick<AlarmSpec, "watches" | "threshold" | "missing"> {
  const messages = (metricName: string): Metric => ({
    namespace: "AWS/SQS",
    metricName,
    dimensions: { QueueName },
    statistic: "Maximum",
  });
  return {
    watches: {
      expression: "visible + received",
      metrics: {
        visible: messages("ApproximateNumberOfMessagesVisible"),
        received: messages("ApproximateNumberOfMessagesNotVisible"),
      },
    },
    threshold: 1,
    missing: "ignore",
  };
}
