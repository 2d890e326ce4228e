import type { HostResolver } from "../../hosts.ts";
import type { CallFields, CallStatus, Exchange, Notification, Subscriber } from "./exchange.ts";
import { callParameters, wholeSeconds } from "./parameters.ts";
import type { CallRequest, CallResult, Leg, Line, Speaker, UntimedEvent } from "./result.ts";
import { StatusCallbacks } from "./status-callback.ts";
import { type Attempt, createWebhooks, type Outcome, type WebhookRequest } from "./webhook.ts";

const WORD_MS = 350;

/** The state of one call: what its webhooks are told, what was said, and what is recorded of it. */
export class LiveCall {
  readonly sid: string;
  readonly subscriber: Subscriber;
  readonly request: CallRequest;
  /** What the caller has yet to say. */
  readonly says: string[];
  readonly pace: number;
  readonly transcript: Line[] = [];
  readonly legs: Leg[] = [];
  readonly webhooks: Attempt[] = [];
  readonly twiml: string[] = [];
  readonly errors: Notification[] = [];
  /** Requests a webhook of the call, signed by its account. */
  readonly webhook: (request: WebhookRequest) => Promise<Outcome>;
  status: CallStatus = "ringing";
  readonly #exchange: Exchange;
  readonly #now: () => Date;
  readonly #began = performance.now();
  readonly #callbacks: StatusCallbacks[] = [];
  #told = false;
  #answeredMs: number | undefined;
  #endedMs: number | undefined;

  constructor(options: {
    sid: string;
    subscriber: Subscriber;
    request: CallRequest;
    exchange: Exchange;
    resolve: HostResolver;
    now: () => Date;
  }) {
    this.sid = options.sid;
    this.subscriber = options.subscriber;
    this.request = options.request;
    this.says = (options.request.says ?? []).flatMap((cue) => (typeof cue === "string" ? [cue] : []));
    this.pace = options.request.pace ?? 0;
    this.#exchange = options.exchange;
    this.#now = options.now;
    this.webhook = createWebhooks({
      resolve: options.resolve,
      authToken: options.subscriber.authToken,
      onAttempt: (attempt) => {
        this.webhooks.push(attempt);
        this.event({ type: "webhook", ...attempt });
      },
    });
  }

  get answered(): boolean {
    return this.#answeredMs !== undefined;
  }

  get over(): boolean {
    return this.#endedMs !== undefined;
  }

  /** Seconds from the answer to the end, or till now. */
  get seconds(): number {
    if (this.#answeredMs === undefined) return 0;
    return ((this.#endedMs ?? performance.now()) - this.#answeredMs) / 1000;
  }

  event(event: UntimedEvent): void {
    this.request.onEvent?.({ ...event, atMs: Math.round(performance.now() - this.#began) });
  }

  /** Someone says something; with a pace it takes as long as speech does. */
  async say(who: Speaker, text: string, name?: string): Promise<void> {
    this.transcript.push({ who, text });
    this.event({ type: "line", who, text, ...(name === undefined ? {} : { name }) });
    await this.wait(text.split(/\s+/).length * WORD_MS);
  }

  /** The TwiML's own words. */
  async tell(text: string): Promise<void> {
    this.#told = true;
    await this.say("network", text);
  }

  /** Waits a natural time, scaled by the call's pace. */
  async wait(ms: number): Promise<void> {
    if (this.pace > 0) await new Promise((resolve) => setTimeout(resolve, ms * this.pace));
  }

  /** An entry of the account's error log. */
  async log(level: Notification["level"], code: number, message: string, url?: string): Promise<void> {
    const entry: Notification = { code, level, message, ...(url === undefined ? {} : { url }) };
    this.errors.push(entry);
    this.event({ type: "log", ...entry });
    await this.#exchange.notify?.(this.sid, entry);
  }

  leg(leg: Leg): void {
    this.legs.push(leg);
    this.event({ type: "leg", ...leg });
  }

  /** Picks the call up; nothing when that was done before. */
  async answer(): Promise<void> {
    if (this.answered) return;
    this.#answeredMs = performance.now();
    this.status = "in-progress";
    await this.#exchange.updateCall(this.sid, { status: this.status, startTime: this.#now() });
  }

  /** The call is over; nothing when it was before. */
  async end(status: CallResult["status"]): Promise<void> {
    if (this.over) return;
    this.#endedMs = performance.now();
    this.status = status;
    const at = this.#now();
    const fields: Partial<CallFields> = {
      status,
      endTime: at,
      duration: wholeSeconds(this.seconds),
      answeredBy: null,
      price: null,
      ...(this.answered ? {} : { startTime: at }),
    };
    this.leg({ kind: "caller", sid: this.sid, to: this.request.to, status, seconds: this.seconds });
    await this.#exchange.updateCall(this.sid, fields);
    this.event({ type: "ended", status, seconds: this.seconds });
  }

  /** What every webhook of the call says now. */
  parameters(): Record<string, string> {
    return callParameters(this.sid, this.status, this.request, this.subscriber);
  }

  /** Events for a status callback, delivered in order beside the call. A failure is logged and goes no further. */
  statusCallbacks(url: string, method: string | null | undefined): StatusCallbacks {
    const callbacks = new StatusCallbacks(async (params) => {
      const outcome = await this.webhook({ purpose: "status", url, params, ...(method ? { method } : {}) });
      if (outcome.ok) return;
      if (outcome.code === 11200) await this.log("warning", 15003, outcome.message, outcome.url);
      else await this.log("error", outcome.code, outcome.message, outcome.url);
    }, this.#now);
    this.#callbacks.push(callbacks);
    return callbacks;
  }

  /** Resolves when every status callback was delivered or given up. */
  async callbacksDone(): Promise<void> {
    for (const callbacks of this.#callbacks) await callbacks.drained();
  }

  result(): CallResult {
    const held = (kind: Leg["kind"]): boolean =>
      this.legs.some((leg) => leg.kind === kind && (leg.status === "completed" || leg.status === "ended"));
    const heard = (who: Speaker): boolean => this.transcript.some((line) => line.who === who);
    const answeredBy = held("agent")
      ? "agent"
      : held("phone")
        ? "phone"
        : heard("agent")
          ? "agent"
          : this.#told
            ? "twiml"
            : undefined;
    return {
      sid: this.sid,
      to: this.request.to,
      from: this.request.from,
      status: this.status as CallResult["status"],
      answered: answeredBy !== undefined,
      answeredBy,
      legs: this.legs,
      webhooks: this.webhooks,
      webhookMs: this.webhooks.find((one) => one.purpose === "voice")?.ms,
      transcript: this.transcript,
      twiml: this.twiml,
      errors: this.errors,
      seconds: this.seconds,
    };
  }
}
