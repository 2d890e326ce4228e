/** Delivers the status events of one call in order. A slow or failing application never delays the call. */
export class StatusCallbacks {
  readonly #deliver: (params: Record<string, string>) => Promise<void>;
  readonly #now: () => Date;
  readonly #source: string;
  #sequence = 0;
  #tail: Promise<void> = Promise.resolve();

  /** @param source the events' CallbackSource parameter; "" for events without one */
  constructor(deliver: (params: Record<string, string>) => Promise<void>, now: () => Date, source: string) {
    this.#deliver = deliver;
    this.#now = now;
    this.#source = source;
  }

  /** Queues one event with the call's current parameters. https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
  send(params: Record<string, string>): void {
    const event = {
      ...params,
      Timestamp: this.#now().toUTCString().replace("GMT", "+0000"),
      ...(this.#source ? { CallbackSource: this.#source } : {}),
      SequenceNumber: String(this.#sequence),
    };
    this.#sequence += 1;
    this.#tail = this.#tail.then(() => this.#deliver(event));
  }

  /** Resolves when all queued events were delivered or given up. */
  async drained(): Promise<void> {
    await this.#tail;
  }
}
