import type { WebSocket } from "ws";
import { Bell } from "./bell.ts";
import { Interrupted } from "./interruption.ts";
import { type Input, interruptible } from "./listen.ts";
import { type LiveCall, spokenMs } from "./live-call.ts";
import { invalid, parsed, type RelayMessage } from "./relay-message.ts";
import { kindOf, type RelaySettings } from "./relay-settings.ts";

/** After so many messages in a row that aren't understood the session is closed. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#handling-errors */
const MAX_MALFORMED = 10;
/** An agent that doesn't answer the closing handshake by then is cut off. */
const CLOSE_MS = 500;

export type End =
  | { readonly by: "agent"; readonly handoffData?: string }
  | { readonly by: "failure"; readonly why: string };

/** What the agent wants heard. */
interface Utterance {
  readonly who: "agent" | "network";
  readonly text: string;
  readonly interruptedBy: ReadonlySet<"dtmf" | "speech">;
  readonly preemptible: boolean;
}
const NOTHING: ReadonlySet<"dtmf" | "speech"> = new Set();

/** One session on an open socket. */
export class Conversation {
  readonly #call: LiveCall;
  readonly #settings: RelaySettings;
  readonly #socket: WebSocket;
  readonly #bell = new Bell();
  #language: string;
  /** What the agent has said of its present turn, not yet to be spoken. */
  #tokens = "";
  #queue: Utterance[] = [];
  #speaking: { readonly utterance: Utterance; readonly stop: AbortController } | undefined;
  /** Turns that the agent has finished. */
  #turns = 0;
  #malformed = 0;
  #end: End | undefined;

  constructor(call: LiveCall, settings: RelaySettings, socket: WebSocket) {
    this.#call = call;
    this.#settings = settings;
    this.#socket = socket;
    this.#language = settings.language;
    const { greeting, greetingInterruptible, preemptible } = settings;
    if (greeting) {
      this.#queue.push({ who: "agent", text: greeting, interruptedBy: greetingInterruptible, preemptible });
    }
    socket.on("message", (data, binary) => this.#receive(String(data), binary));
    socket.on("close", (code) => this.#finish({ by: "failure", why: `the agent closed it with code ${code}` }));
    socket.on("error", (error) => this.#finish({ by: "failure", why: error.message }));
    socket.resume();
  }

  /** https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#setup-message */
  setup(sessionId: string): void {
    const { options, account, sid, from, to } = this.#call;
    this.#send({
      type: "setup",
      sessionId,
      accountSid: account.accountSid,
      parentCallSid: options.parentCallSid ?? "",
      callSid: sid,
      from,
      to,
      forwardedFrom: options.forwardedFrom ?? "",
      callType: "PSTN",
      callerName: options.callerName ?? "",
      direction: options.direction,
      callStatus: "RINGING",
      customParameters: this.#settings.parameters,
    });
  }

  /**
   * Both sides speak in turns, unless one interrupts the other. Returns how the agent's side ended it.
   * @throws Interrupted when the caller hung up, or the call went on elsewhere
   */
  async converse(): Promise<End | undefined> {
    const { breathMs } = this.#call.network.limits;
    for (let breathed = false; ; ) {
      const utterance = this.#queue.shift();
      if (utterance) {
        const act = await this.#speak(utterance);
        if (act) await this.#take(act);
        breathed = false;
        continue;
      }
      if (this.#end) {
        if (this.#tokens.trim() === "") return this.#end;
        this.#flush();
        continue;
      }
      if (!breathed) {
        await this.#rest(breathMs);
        breathed = true;
        continue;
      }
      const act = await this.#turn();
      if (act) await this.#take(act);
      breathed = false;
    }
  }

  /** Closes the socket and waits for the agent to notice, but not for long. */
  async close(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_MS);
    this.#socket.close(1000);
    await closed;
    clearTimeout(timer);
  }

  /** Waits for the agent to do something, for so long. True when it did. */
  async #rest(ms: number): Promise<boolean> {
    const { clock } = this.#call.network;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.#call.signal]);
    const rung = this.#bell.next().then(() => true);
    try {
      return await this.#call.until(Promise.race([clock.during(rung), clock.sleep(ms, signal).then(() => false)]));
    } finally {
      stop.abort();
      // Whoever waits on nobody's clock is let go.
      this.#bell.ring();
    }
  }

  /** The caller's turn; undefined when the agent did something meanwhile. One who stays silent hangs up when his patience ends. */
  async #turn(): Promise<Input | undefined> {
    const stop = new AbortController();
    const call = this.#call;
    const signal = AbortSignal.any([stop.signal, call.signal]);
    const turn = call.turn({ by: "agent", floor: true }, signal).then((act) => act ?? ("silent" as const));
    turn.catch(() => {});
    try {
      const act = await Promise.race([turn, this.#bell.next()]);
      if (call.signal.aborted) throw new Interrupted();
      if (act !== "silent") return act ?? undefined;
      if (!(await this.#rest(call.network.limits.patienceMs))) await this.#giveUp();
      return undefined;
    } finally {
      stop.abort();
    }
  }

  /** Speaks, unless it is interrupted: by an input, which is returned, or by the agent's next words. */
  async #speak(utterance: Utterance): Promise<Input | undefined> {
    const call = this.#call;
    const { clock } = call.network;
    const began = clock.elapsed();
    const stop = new AbortController();
    this.#speaking = { utterance, stop };
    const accepts = (act: Input): boolean => {
      if (utterance.interruptedBy.has(kindOf(act))) return true;
      if (this.#settings.reported.has(kindOf(act))) this.#report(act);
      return false;
    };
    try {
      const act = await interruptible(call, "agent", accepts, () =>
        call
          .within(stop.signal, () => call.say(utterance.who, utterance.text))
          .catch((error: unknown) => {
            if (!(error instanceof Interrupted) || !stop.signal.aborted) throw error;
          }),
      );
      if (!act) return undefined;
      this.#queue = [];
      this.#tokens = "";
      const words = utterance.text.split(/\s+/);
      // Where nothing takes time an interruption comes in the middle.
      const part = call.pace > 0 ? (clock.elapsed() - began) / call.pace / spokenMs(utterance.text) : 0.5;
      const heard = words.slice(0, Math.min(words.length, Math.floor(part * words.length))).join(" ");
      this.#send({
        type: "interrupt",
        utteranceUntilInterrupt: heard,
        durationUntilInterruptMs: heard === "" ? 0 : spokenMs(heard),
      });
      return act;
    } finally {
      this.#speaking = undefined;
    }
  }

  /** Passes on what the caller did, and gives the agent time to answer a sentence. */
  async #take(act: Input): Promise<void> {
    const call = this.#call;
    if ("refer" in act) return;
    if ("digits" in act) {
      await call.say(call.speaker, `(presses ${act.digits})`, { kind: "digits", ms: 200 * act.digits.length });
    } else await call.say(call.speaker, act.speech);
    const before = this.#turns;
    this.#report(act, false);
    if ("digits" in act) return;
    const { clock, limits } = call.network;
    const until = clock.elapsed() + (call.caller.unhurried ? Number.POSITIVE_INFINITY : limits.patienceMs);
    while (!this.#end && this.#turns <= before) {
      const leftMs = until - clock.elapsed();
      if (leftMs <= 0) return this.#giveUp();
      if (this.#queue.length > 0) {
        const utterance = this.#queue.shift() as Utterance;
        const next = await this.#speak(utterance);
        if (next) return this.#take(next);
        continue;
      }
      await this.#rest(Math.min(leftMs, 2 ** 31 - 1));
    }
  }

  async #giveUp(): Promise<void> {
    const call = this.#call;
    const text = `(hangs up: no answer for ${call.network.limits.patienceMs} ms)`;
    call.heard({ kind: "tone", who: call.speaker, text, ms: 0 });
    await call.hangUp();
    throw new Interrupted();
  }

  /** Tells the agent of an input. `spoken`: the caller is heard only now. */
  #report(act: Input, spoken = true): void {
    const call = this.#call;
    if ("digits" in act) {
      if (spoken) call.heard({ kind: "digits", who: call.speaker, text: `(presses ${act.digits})`, ms: 0 });
      if (!this.#settings.dtmf) return;
      for (const digit of act.digits.replace(/w/gi, "")) this.#send({ type: "dtmf", digit });
    } else if ("speech" in act) {
      if (spoken) call.heard({ kind: "speech", who: call.speaker, text: act.speech, ms: 0 });
      const lang = this.#language;
      for (const voicePrompt of this.#settings.partialPrompts ? (act.partials ?? []) : []) {
        this.#send({ type: "prompt", voicePrompt, lang, last: false });
      }
      this.#send({ type: "prompt", voicePrompt: act.speech, lang, last: true });
    }
  }

  #receive(text: string, binary: boolean): void {
    if (this.#end) return;
    const message = binary ? undefined : parsed(text);
    const why = message === undefined ? "not a JSON text message" : invalid(message);
    if (why === undefined) {
      this.#malformed = 0;
      this.#obey(message as RelayMessage);
      return;
    }
    this.#malformed += 1;
    this.#send({ type: "error", description: `Invalid message received: ${text.slice(0, 500)}` });
    void this.#call.log("warning", 64107, `Invalid message received: ${why}`, this.#settings.address);
    if (this.#malformed < MAX_MALFORMED) return;
    this.#socket.close(1007, "Too many consecutive malformed messages.");
    this.#finish({ by: "failure", why: "too many malformed messages in a row" });
  }

  #obey(message: RelayMessage): void {
    switch (message.type) {
      case "text":
        this.#preempt();
        this.#tokens += message.token;
        if (message.last === true) this.#flush(message);
        break;
      case "play": {
        this.#flush();
        this.#preempt();
        const times = Math.max(1, Math.min(1000, message.loop ?? 1));
        for (let i = 0; i < times; i += 1) this.#utter("network", `(plays ${message.source})`, message);
        this.#turns += 1;
        break;
      }
      case "sendDigits":
        this.#queue.push({
          ...{ who: "network", text: `(sends the digits ${message.digits})` },
          ...{ interruptedBy: NOTHING, preemptible: false },
        });
        break;
      case "language":
        this.#language = message.transcriptionLanguage ?? this.#language;
        return;
      case "end":
        this.#finish({ by: "agent", handoffData: message.handoffData });
        return;
    }
    this.#bell.ring();
  }

  /** What may be preempted is dropped when the agent says something else. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#text-tokens-message */
  #preempt(): void {
    this.#queue = this.#queue.filter((one) => !one.preemptible);
    if (this.#speaking?.utterance.preemptible) this.#speaking.stop.abort();
  }

  /** The agent's turn is done: what it has said of it is to be spoken. */
  #flush(message?: { readonly interruptible?: boolean; readonly preemptible?: boolean }): void {
    const text = this.#tokens.trim();
    this.#tokens = "";
    if (text !== "") this.#utter("agent", text, message);
    if (message) this.#turns += 1;
  }

  #utter(
    who: Utterance["who"],
    text: string,
    message: { readonly interruptible?: boolean; readonly preemptible?: boolean } = {},
  ): void {
    const { interruptible: interruptedBy, preemptible } = this.#settings;
    this.#queue.push({
      ...{ who, text },
      interruptedBy: message.interruptible === false ? NOTHING : interruptedBy,
      preemptible: message.preemptible ?? preemptible,
    });
  }

  #finish(end: End): void {
    this.#end ??= end;
    this.#bell.ring();
  }

  #send(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
