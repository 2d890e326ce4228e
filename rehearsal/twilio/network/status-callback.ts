import { wholeSeconds } from "./live-call.ts";

/** Delivers the events of one call in order, one after the other: a slow or failing application never holds up the call. */
export class StatusCallbacks {
  readonly #deliver: (params: Record<string, string>) => Promise<void>;
  #sequence = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(deliver: (params: Record<string, string>) => Promise<void>) {
    this.#deliver = deliver;
  }

  /** Queues one event; `params` are the call's at this moment. https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
  send(params: Record<string, string>, at: Date): void {
    const event = {
      ...params,
      Timestamp: at.toUTCString().replace("GMT", "+0000"),
      CallbackSource: "call-progress-events",
      SequenceNumber: String(this.#sequence),
    };
    this.#sequence += 1;
    this.#tail = this.#tail.then(() => this.#deliver(event));
  }

  /** Resolves when everything queued so far was delivered or given up. */
  async drained(): Promise<void> {
    await this.#tail;
  }
}

/** Parameters that only the last event has: seconds, and minutes begun. */
export function durations(seconds: number): Record<string, string> {
  const whole = wholeSeconds(seconds * 1000);
  return { CallDuration: String(whole), Duration: String(Math.ceil(whole / 60)) };
}
