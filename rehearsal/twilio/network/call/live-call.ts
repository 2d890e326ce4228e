import { after } from "../../clock.ts";
import type { Account, AnsweredBy, CallFields, CallStatus, Notification, VoiceSettings } from "../exchange.ts";
import { type Attempt, createWebhooks, type Outcome, type WebhookRequest } from "../webhook/webhook.ts";
import { Attached } from "./attached.ts";
import type { CallOptions } from "./call-options.ts";
import type { Act, Asked, Caller, Sound, Speaker } from "./caller.ts";
import { spokenMs, wholeSeconds } from "./duration.ts";
import { Course, Interrupted, type Redirection, unless } from "./interruption.ts";
import type { CallResult, Leg, Line, UntimedEvent } from "./result.ts";
import { StatusCallbacks } from "./status-callbacks.ts";
import type { Switchboard } from "./switchboard.ts";

/** Maximum length of a call: four hours by default. https://www.twilio.com/docs/voice/api/call-resource */
const LONGEST_MS = 4 * 3_600_000;

/** Live calls of each network, by SID. */
export const CALLS = new Attached<Switchboard, Map<string, LiveCall>>(() => new Map());

/** An inbound or outbound call: its webhooks, transcript, API record and interruption. */
export class LiveCall {
  readonly options: CallOptions;
  readonly network: Switchboard;
  readonly sid: string;
  readonly account: Account;
  readonly caller: Caller;
  readonly pace: number;
  readonly transcript: Line[] = [];
  readonly legs: Leg[] = [];
  readonly webhooks: Attempt[] = [];
  readonly twiml: string[] = [];
  readonly errors: Notification[] = [];
  /** Child calls that this call dialled. */
  readonly children: { callbacksDone(): Promise<void> }[] = [];
  /** Requests one of the call's webhooks, signed with the account's auth token. */
  readonly webhook: (request: WebhookRequest) => Promise<Outcome>;
  /** Webhooks in force; an API update of the call can replace them. */
  voice: VoiceSettings;
  status: CallStatus;
  /** Result of answering machine detection, where the call requested it. */
  answeredBy: AnsweredBy | undefined;
  /** Whether a `<Say>` or `<Play>` was heard. */
  spoken = false;
  /** Aborts when the call is over. */
  readonly ended: AbortSignal;
  // Functions to run when the call is placed, rings, is answered and ends. Each list runs once, in order.
  readonly onPlaced: (() => void)[] = [];
  readonly onRinging: (() => void)[] = [];
  readonly onAnswer: (() => void)[] = [];
  readonly onEnd: (() => Promise<void> | void)[] = [];
  /** Functions that receive every sound of the call, `own` from its other party: for media streams and recordings. */
  readonly taps = new Set<(sound: Sound, own: boolean) => void>();
  readonly #end = new AbortController();
  readonly #callbacks: StatusCallbacks[] = [];
  readonly #began: number;
  readonly #course: Course;
  #answeredMs: number | undefined;
  #endedMs: number | undefined;

  constructor(options: CallOptions) {
    this.options = options;
    this.network = options.network;
    this.sid = options.sid;
    this.account = options.account;
    this.caller = options.caller;
    this.pace = options.pace;
    this.voice = options.voice;
    this.status = options.direction === "inbound" ? "ringing" : "queued";
    this.ended = this.#end.signal;
    this.#course = new Course(this.ended);
    this.#began = this.network.clock.elapsed();
    options.parent?.children.push(this);
    this.webhook = createWebhooks({
      clock: this.network.clock,
      resolve: this.network.resolve,
      authToken: options.account.authToken,
      onAttempt: (attempt) => {
        this.webhooks.push(attempt);
        this.event({ type: "webhook", ...attempt });
      },
    });
  }

  get from(): string {
    return this.options.from;
  }
  get to(): string {
    return this.options.to;
  }
  get answered(): boolean {
    return this.#answeredMs !== undefined;
  }
  get over(): boolean {
    return this.#endedMs !== undefined;
  }
  /** The other party's name in the transcript. */
  get speaker(): Speaker {
    return this.options.direction === "inbound" ? "caller" : "phone";
  }
  /** Seconds from the answer to the end, or to the present while the call lasts. */
  get seconds(): number {
    if (this.#answeredMs === undefined) return 0;
    return ((this.#endedMs ?? this.network.clock.elapsed()) - this.#answeredMs) / 1000;
  }
  /** Aborts when the call must stop its current work. */
  get signal(): AbortSignal {
    return this.#course.signal;
  }

  /** Creates the call's record in the exchange. Must run before anything else. */
  async record(): Promise<void> {
    const { sid, from, to, direction, parentCallSid, phoneNumberSid, forwardedFrom, callerName } = this.options;
    CALLS.of(this.network).set(sid, this);
    await this.network.exchange.createCall({
      ...{ sid, accountSid: this.account.accountSid, from, to, direction, status: this.status },
      dateCreated: this.network.clock.now(),
      ...(parentCallSid === undefined ? {} : { parentCallSid }),
      ...(phoneNumberSid === undefined ? {} : { phoneNumberSid }),
      ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
      ...(callerName === undefined ? {} : { callerName }),
    });
  }

  event(event: UntimedEvent): void {
    this.options.onEvent?.({ ...event, atMs: Math.round(this.network.clock.elapsed() - this.#began) });
  }

  /** Plays a sound on the line and waits for as long as it lasts at the call's pace. @throws Interrupted */
  async say(
    who: Speaker,
    text: string,
    { name, ms = spokenMs(text), kind = "speech" }: Partial<Sound> = {},
  ): Promise<void> {
    this.heard({ kind, who, text, ms, ...(name === undefined ? {} : { name }) });
    await this.wait(ms);
  }

  /** Adds a sound to the transcript and passes it on to the taps, without waiting. */
  heard(sound: Sound, own = sound.who === this.speaker): void {
    const { who, text, name } = sound;
    this.transcript.push({ who, text });
    this.event({ type: "line", who, text, ...(name === undefined ? {} : { name }) });
    if (!own) this.caller.hears?.(sound);
    for (const tap of this.taps) tap(sound, own);
  }

  /** Waits for `ms` scaled by the call's pace. @throws Interrupted */
  async wait(ms: number): Promise<void> {
    const { signal } = this;
    if (this.pace > 0) await this.network.clock.sleep(ms * this.pace, signal);
    if (signal.aborted) throw new Interrupted();
  }

  /** Waits for a promise. @throws Interrupted */
  until<T>(promise: Promise<T>): Promise<T> {
    return unless(this.signal, promise);
  }

  /** Waits for the other party's next act; undefined when it stays silent. A hang-up ends the call. @throws Interrupted */
  async turn(asked: Asked, signal: AbortSignal = this.signal): Promise<Exclude<Act, { hangUp: true }> | undefined> {
    const act = await unless(signal, Promise.resolve(this.caller.turn(asked, signal)));
    if (!act || !("hangUp" in act)) return act;
    await this.hangUp();
    throw new Interrupted();
  }

  /** Runs work until it is done, the given signal aborts or the call must stop. @throws Interrupted in the latter two cases */
  within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#course.within(signal, work);
  }

  /** Gives the call new instructions: it stops its current work. */
  redirect(redirection: Redirection): void {
    this.#course.redirect(redirection);
  }

  /** Returns and clears the pending instructions; undefined for none. */
  takeRedirection(): Redirection | undefined {
    return this.#course.take();
  }

  /** Whether new instructions are pending. */
  get redirected(): boolean {
    return this.#course.redirected;
  }

  /** Adds an entry to the account's error log. */
  async log(level: Notification["level"], code: number, message: string, url?: string): Promise<void> {
    const entry: Notification = { code, level, message, ...(url === undefined ? {} : { url }) };
    this.errors.push(entry);
    this.event({ type: "log", ...entry });
    if (this.options.parent) {
      this.options.parent.errors.push(entry);
      this.options.parent.event({ type: "log", ...entry });
    }
    await this.network.exchange.notify?.(this.sid, entry);
  }

  /** Adds a finished leg to the call's result. */
  leg(leg: Leg): void {
    this.legs.push(leg);
    this.event({ type: "leg", ...leg });
  }

  /** Changes the status of a call before it is answered. */
  async progress(status: "ringing"): Promise<void> {
    this.status = status;
    await this.network.exchange.updateCall(this.sid, { status });
  }

  /** Answers the call; does nothing when it is answered already. @throws Interrupted when the call is over */
  async answer(): Promise<void> {
    if (this.over) throw new Interrupted();
    if (this.answered) return;
    const { clock, exchange } = this.network;
    this.#answeredMs = clock.elapsed();
    this.status = "in-progress";
    const stop = after(clock, this.options.timeLimitMs ?? LONGEST_MS, () => void this.end("completed"));
    this.ended.addEventListener("abort", stop, { once: true });
    await exchange.updateCall(this.sid, { status: this.status, startTime: clock.now() });
    for (const run of this.onAnswer) run();
    if (this.options.direction !== "inbound") this.connect();
  }

  /** Gives the other party its handset: a caller gets it at once, a called party when it picks up. */
  connect(): void {
    this.caller.connected?.({ callSid: this.sid, hangUp: () => void this.hangUp() });
  }

  /** Ends the call because the other party hangs up; before the answer, the call ends as `no-answer`. */
  async hangUp(): Promise<void> {
    await this.end(this.answered ? "completed" : "no-answer");
  }

  /** Ends the call; does nothing when it is over. */
  async end(status: CallResult["status"]): Promise<void> {
    if (this.over) return;
    const { clock, exchange } = this.network;
    this.#endedMs = clock.elapsed();
    this.status = status;
    this.#end.abort();
    CALLS.of(this.network).delete(this.sid);
    const at = clock.now();
    const fields: Partial<CallFields> = {
      ...{ status, endTime: at, duration: wholeSeconds(this.seconds), price: null },
      answeredBy: this.answeredBy ?? null,
      ...(this.answered ? {} : { startTime: at }),
    };
    const kind = this.options.direction === "inbound" ? "caller" : "phone";
    if (this.options.direction !== "outbound-dial") {
      this.leg({ kind, sid: this.sid, to: this.to, status, seconds: this.seconds });
    }
    await exchange.updateCall(this.sid, fields);
    this.event({ type: "ended", status, seconds: this.seconds });
    for (const run of this.onEnd) await run();
    this.caller.ended?.();
  }

  /** Creates a status callback. Its events are delivered in order, without delaying the call; a failed delivery is only logged. */
  statusCallbacks(url: string, method: string | null | undefined, source = "call-progress-events"): StatusCallbacks {
    const callbacks = new StatusCallbacks(
      async (params) => {
        const outcome = await this.webhook({ purpose: "status", url, params, ...(method ? { method } : {}) });
        if (outcome.ok) return;
        if (outcome.code === 11200) await this.log("warning", 15003, outcome.message, outcome.url);
        else await this.log("error", outcome.code, outcome.message, outcome.url);
      },
      () => this.network.clock.now(),
      source,
    );
    this.#callbacks.push(callbacks);
    return callbacks;
  }

  /** Resolves when every status callback of this call and its child calls was delivered or given up. */
  async callbacksDone(): Promise<void> {
    for (const child of this.children) await child.callbacksDone();
    for (const callbacks of this.#callbacks) await callbacks.drained();
  }
}
