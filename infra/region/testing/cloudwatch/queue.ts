import type { Metrics } from "./metrics.ts";

/**
 * A queue with the metrics that SQS publishes each minute. ApproximateAgeOfOldestMessage ignores messages that were received three times or more:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export class ReportedQueue {
  readonly #name: string;
  readonly #visibilityMinutes: number;
  #messages: { readonly sent: number; received: number; visibleAt: number }[] = [];

  constructor(name: string, visibilityMinutes: number) {
    this.#name = name;
    this.#visibilityMinutes = visibilityMinutes;
  }

  send(minute: number): void {
    this.#messages.push({ sent: minute, received: 0, visibleAt: minute });
  }

  /** Delivers all visible messages to a consumer, which deletes them when it is done. */
  receive(minute: number, done: boolean): void {
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= minute);
    if (done) this.#messages = this.#messages.filter((message) => !visible.includes(message));
    for (const message of visible) {
      message.received++;
      message.visibleAt = minute + this.#visibilityMinutes;
    }
  }

  report(metrics: Metrics, minute: number): void {
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= minute).length;
    const counted = this.#messages.filter(({ received }) => received < 3);
    const put = (metricName: string, value: number) =>
      metrics.put({ namespace: "AWS/SQS", metricName, dimensions: { QueueName: this.#name }, value, minute });
    put("ApproximateNumberOfMessagesVisible", visible);
    put("ApproximateNumberOfMessagesNotVisible", this.#messages.length - visible);
    put("ApproximateAgeOfOldestMessage", Math.max(0, ...counted.map(({ sent }) => (minute - sent) * 60)));
  }
}
