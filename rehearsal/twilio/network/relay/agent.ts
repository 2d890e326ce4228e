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
/** An agent that doesn't answer the closing handshake by then is disconnected. */
const CLOSE_MS = 500;

/** How the agent's side ended the session. */
export type End =
  | { readonly by: "agent"; readonly handoffData?: string }
  | { readonly by: "failure"; readonly why: string };

/** What the agent wants heard. */
export interface Utterance {
  readonly who: "agent" | "network";
  readonly text: string;
  readonly interruptedBy: ReadonlySet<"dtmf" | "speech">;
  readonly preemptible: boolean;
}
const NOTHING: ReadonlySet<"dtmf" | "speech"> = new Set();

/** The agent of one session, over its open socket: sends it what happens, and queues what it wants heard. */
export class RelayAgent {
  /** Rings when the agent acted. */
  readonly bell = new Bell();
  /** Utterances to speak next. */
  queue: Utterance[] = [];
  /** The utterance that is spoken now, and the controller that stops it. */
  speaking: { readonly utterance: Utterance; readonly stop: AbortController } | undefined;
  readonly #call: LiveCall;
  readonly #settings: RelaySettings;
  readonly #socket: WebSocket;
  #language: string;
  /** Tokens of the agent's present turn, not yet queued. */
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
    socket.on("close", (code) => this.#finish({ by: "failure", why: `the agent closed it with code ${code}` }));
    socket.on("error", (error) => this.#finish({ by: "failure", why: error.message }));
    socket.resume();
  }

  /** Turns that the agent has finished. */
  get turns(): number {
    return this.#turns;
  }

  /** How the agent's side ended the session. */
  get end(): End | undefined {
    return this.#end;
  }

  /** Queues the tokens of a turn that the agent won't finish; false when there are none. */
  speakRest(): boolean {
    if (this.#tokens.trim() === "") return false;
    this.#flush();
    return true;
  }

  /** The caller interrupted: drops what is queued, and sends the agent how much was heard. */
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

  /** Sends the agent an input. `spoken`: the caller is heard only now. */
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

  /** Queues what the agent has said of its turn, which `message` ends. */
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
