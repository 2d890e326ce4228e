import type { AlarmSpec, Metric, MetricMath } from "./alarm-spec.ts";

/** The metric as the sum of its samples in a period. */
export function sum(metric: Omit<Metric, "statistic">): Metric {
  return { ...metric, statistic: "Sum" };
}

/**
 * The metric, with 0 where AWS published nothing. AWS publishes throttles only when there are some, and alarms on `AWS/DynamoDB` keep their
 * state while data is missing, by one page always and by another unless the alarm says otherwise: the alarm would never go back to OK.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (TreatMissingData),
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function neverMissing(metric: Metric): MetricMath {
  return { expression: "events + TIME_SERIES(0)", metrics: { events: metric } };
}

/**
 * Messages in a queue, those that a handler has just received included. Not their age: SQS leaves a message that was received three times out
 * of ApproximateAgeOfOldestMessage, and so each event that can't be written.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 *
 * SQS publishes nothing of a queue that was inactive for six hours, so silence changes nothing: messages may still be there.
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
