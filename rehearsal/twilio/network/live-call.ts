import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CallFields, CallStatus, Exchange, Notification, Subscriber } from "./exchange.ts";
import type { CallRequest, CallResult, Leg, Line, Speaker, UntimedEvent } from "./result.ts";
import type { Attempt } from "./webhook.ts";

const WORD_MS = 350;

/** Place names of a number. Twilio fills city, state and ZIP where it knows them; the invented numbers here have a country only. */
function place(prefix: string, e164: string): Record<string, string> {
  const country = parsePhoneNumberFromString(e164)?.country ?? "";
  return { [`${prefix}City`]: "", [`${prefix}State`]: "", [`${prefix}Zip`]: "", [`${prefix}Country`]: country };
}

/** Whole seconds, rounded up, as Twilio bills and reports them. */
export const wholeSeconds = (ms: number): number => Math.ceil(ms / 1000);

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
  status: CallStatus = "ringing";
  readonly #exchange: Exchange;
  readonly #now: () => Date;
  readonly #began = performance.now();
  #answeredMs: number | undefined;
  #endedMs: number | undefined;

  constructor(options: {
    sid: string;
    subscriber: Subscriber;
    request: CallRequest;
    exchange: Exchange;
    now: () => Date;
  }) {
    this.sid = options.sid;
    this.subscriber = options.subscriber;
    this.request = options.request;
    this.says = [...(options.request.says ?? [])];
    this.pace = options.request.pace ?? 0;
    this.#exchange = options.exchange;
    this.#now = options.now;
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

  attempt(attempt: Attempt): void {
    this.webhooks.push(attempt);
    this.event({ type: "webhook", ...attempt });
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
      duration: wholeSeconds(this.seconds * 1000),
      answeredBy: null,
      price: null,
      ...(this.answered ? {} : { startTime: at }),
    };
    this.leg({ kind: "caller", sid: this.sid, to: this.request.to, status, seconds: this.seconds });
    await this.#exchange.updateCall(this.sid, fields);
    this.event({ type: "ended", status, seconds: this.seconds });
  }

  /** What every webhook of the call says. https://www.twilio.com/docs/voice/twiml#request-parameters */
  parameters(): Record<string, string> {
    const { from, to, forwardedFrom, callerName, stirVerstat } = this.request;
    const application = this.subscriber.voice.applicationSid;
    return {
      CallSid: this.sid,
      AccountSid: this.subscriber.accountSid,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      CallStatus: this.status,
      ApiVersion: "2010-04-01",
      Direction: "inbound",
      CallToken: JSON.stringify({ parentCallInfoToken: Buffer.from(this.sid).toString("base64url") }),
      ...(application ? { ApplicationSid: application } : {}),
      ...(forwardedFrom === undefined ? {} : { ForwardedFrom: forwardedFrom }),
      ...(callerName === undefined ? {} : { CallerName: callerName }),
      ...place("From", from),
      ...place("Caller", from),
      ...place("To", to),
      ...place("Called", to),
      ...((stirVerstat ?? from.startsWith("+1")) ? { StirVerstat: stirVerstat ?? "TN-Validation-Passed-A" } : {}),
    };
  }

  result(): CallResult {
    const held = (kind: Leg["kind"]): boolean =>
      this.legs.some((leg) => leg.kind === kind && (leg.status === "completed" || leg.status === "ended"));
    const heard = (who: Speaker): boolean => this.transcript.some((line) => line.who === who);
    const spoken = this.twiml.length > 0 && this.answered && heard("network") && !this.#announced;
    const answeredBy = held("agent")
      ? "agent"
      : held("phone")
        ? "phone"
        : heard("agent")
          ? "agent"
          : spoken
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

  #announced = false;

  /** A recorded announcement of the network: heard, but it isn't an answer. */
  async announce(text: string): Promise<void> {
    this.#announced = true;
    await this.say("network", text);
  }
}
