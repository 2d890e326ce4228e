import type { WebSocket } from "ws";
import { Bell } from "../call/bell.ts";
import type { Input } from "../call/listen.ts";
import type { LiveCall } from "../call/live-call.ts";
import { parsed } from "../webhook/websocket.ts";
import { invalid, type RelayMessage } from "./message.ts";
import type { RelaySettings } from "./settings.ts";

/**
 * Twilio closes the session after this many malformed messages in a row.
 * https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#handling-errors
 */
const MAX_MALFORMED = 10;
/** How long the agent may take to answer the WebSocket's closing handshake before it is disconnected. */
const CLOSE_MS = 500;

/** How the agent ended the session. */
export type End =
  | { readonly by: "agent"; readonly handoffData?: string }
  | { readonly by: "failure"; readonly why: string };

/** Something that the agent wants the caller to hear: speech, a recording or digits. */
export interface Utterance {
  readonly who: "agent" | "network";
  readonly text: string;
  readonly interruptedBy: ReadonlySet<"dtmf" | "speech">;
  readonly preemptible: boolean;
}
const NOTHING: ReadonlySet<"dtmf" | "speech"> = new Set();

/** The agent of one session, behind its open WebSocket: sends it the session's events and queues its utterances. */
export class RelayAgent {
  /** Rings when the agent sends a message or closes the WebSocket. */
  readonly bell = new Bell();
  /** Utterances to speak next. */
  queue: Utterance[] = [];
  /** The utterance being spoken, and the controller that stops it. */
  speaking: { readonly utterance: Utterance; readonly stop: AbortController } | undefined;
  readonly #call: LiveCall;
  readonly #settings: RelaySettings;
  readonly #socket: WebSocket;
  #language: string;
  /** Text tokens of the agent's current turn that aren't queued yet. */
  #tokens = "";
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
      this.queue.push({ who: "agent", text: greeting, interruptedBy: greetingInterruptible, preemptible });
    }
    socket.on("message", (data, binary) => this.#receive(String(data), binary));
    socket.on("close", (code) =>
      this.#finish({ by: "failure", why: `the agent closed the WebSocket with code ${code}` }),
    );
    socket.on("error", (error) => this.#finish({ by: "failure", why: error.message }));
    socket.resume();
  }

  /** Number of turns that the agent has finished. */
  get turns(): number {
    return this.#turns;
  }

  /** How the agent ended the session; undefined while it goes on. */
  get end(): End | undefined {
    return this.#end;
  }

  /** Queues the remaining tokens of a turn that the agent never finished. Returns false when there are none. */
  speakRest(): boolean {
    if (this.#tokens.trim() === "") return false;
    this.#flush();
    return true;
  }

  /** Handles an interruption by the caller: drops queued utterances and tells the agent how much was heard. */
  interrupted(utteranceUntilInterrupt: string, durationUntilInterruptMs: number): void {
    this.queue = [];
    this.#tokens = "";
    this.#send({ type: "interrupt", utteranceUntilInterrupt, durationUntilInterruptMs });
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

  /** Sends the agent the reason why Twilio ends the session. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#error-message */
  refuse(description: string): void {
    this.#send({ type: "error", description });
  }

  /** Sends the agent an input of the caller. With `spoken`, also adds the input to the transcript. */
  report(act: Input, spoken = true): void {
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

  /** Closes the socket, and waits a short time for the agent's closing handshake. */
  async close(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_MS);
    this.#socket.close(1000);
    await closed;
    clearTimeout(timer);
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
        this.queue.push({
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
    this.bell.ring();
  }

  /**
   * Drops preemptible utterances when the agent says something else.
   * https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#text-tokens-message
   */
  #preempt(): void {
    this.queue = this.queue.filter((one) => !one.preemptible);
    if (this.speaking?.utterance.preemptible) this.speaking.stop.abort();
  }

  /** Queues the tokens of the agent's turn as one utterance. `message` is the one that ended the turn. */
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
    this.queue.push({
      ...{ who, text },
      interruptedBy: message.interruptible === false ? NOTHING : interruptedBy,
      preemptible: message.preemptible ?? preemptible,
    });
  }

  #finish(end: End): void {
    this.#end ??= end;
    this.bell.ring();
  }

  #send(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
