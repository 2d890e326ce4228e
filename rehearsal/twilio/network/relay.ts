import type { WebSocket } from "ws";
import type { HostResolver } from "../../hosts.ts";
import type { LiveCall } from "./live-call.ts";
import { invalid, type RelayMessage } from "./relay-message.ts";
import { openSocket } from "./relay-socket.ts";
import type { Verb } from "./twiml.ts";

/** How a ConversationRelay session ended, in the words of the `<Connect>` action's parameters. */
export interface Session {
  readonly sid: string;
  readonly status: "completed" | "ended" | "failed";
  readonly seconds: number;
  readonly handoffData?: string;
}

/** Limits of a session, in milliseconds. */
export interface RelayLimits {
  readonly connectMs: number;
  /** How long a caller waits for the agent's words before he hangs up. */
  readonly patienceMs: number;
  /** The breath between two turns: an agent that means to end the session says so within it. */
  readonly breathMs: number;
}

/** After so many messages in a row that aren't understood the session is closed. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#handling-errors */
const MAX_MALFORMED = 10;
/** An agent that doesn't answer the closing handshake by then is cut off. */
const CLOSE_MS = 500;
const TTS_PROVIDERS = /^(google|amazon|elevenlabs)$/i;

type End = { readonly by: "agent"; readonly handoffData?: string } | { readonly by: "failure"; readonly why: string };

/**
 * Runs `<ConversationRelay>`: connects to the agent's WebSocket, greets the caller, passes each of his sentences on once the
 * agent has finished its turn, and ends when either side does. Failures are in the account's error log.
 */
export async function runRelay(
  call: LiveCall,
  noun: Verb,
  options: { sid: string; resolve: HostResolver; limits: RelayLimits },
): Promise<Session> {
  const began = performance.now();
  const { url: address = "", ttsProvider, welcomeGreeting } = noun.attributes;
  const session = (status: Session["status"], handoffData?: string): Session => {
    const seconds = (performance.now() - began) / 1000;
    return { sid: options.sid, status, seconds, ...(handoffData === undefined ? {} : { handoffData }) };
  };
  const failed = async (code: number, message: string): Promise<Session> => {
    await call.log("error", code, message, address);
    return session("failed");
  };

  if (ttsProvider !== undefined && !TTS_PROVIDERS.test(ttsProvider)) {
    return failed(64101, `Invalid TTS settings: ttsProvider="${ttsProvider}"`);
  }
  const { authToken } = call.subscriber;
  const { resolve, limits } = options;
  const socket = await openSocket({ address, authToken, resolve, connectMs: limits.connectMs });
  if (typeof socket === "string") return failed(64102, `Unable to connect to WebSocket URL: ${socket}`);
  const talk = new Conversation(call, noun, socket, limits);
  talk.setup(options.sid);
  if (welcomeGreeting) await call.say("agent", welcomeGreeting);
  const end = await talk.converse();
  if (end?.by === "failure") return failed(64105, `WebSocket ended: ${end.why}`);
  return end ? session("ended", end.handoffData) : session("completed");
}

/** One session on an open socket. */
class Conversation {
  readonly #call: LiveCall;
  readonly #noun: Verb;
  readonly #socket: WebSocket;
  readonly #limits: RelayLimits;
  #language: string;
  /** What the agent has said of its present turn. */
  #tokens = "";
  /** Turns that the agent has finished. */
  #turns = 0;
  #malformed = 0;
  #end: End | undefined;
  /** Everything heard so far has been spoken to the caller when this resolves. */
  #spoken: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};

  constructor(call: LiveCall, noun: Verb, socket: WebSocket, limits: RelayLimits) {
    this.#call = call;
    this.#noun = noun;
    this.#socket = socket;
    this.#limits = limits;
    this.#language = noun.attributes.transcriptionLanguage ?? noun.attributes.language ?? "en-US";
    socket.on("message", (data, binary) => this.#receive(String(data), binary));
    socket.on("close", (code) => this.#finish({ by: "failure", why: `the agent closed it with code ${code}` }));
    socket.on("error", (error) => this.#finish({ by: "failure", why: error.message }));
    socket.resume();
  }

  /** https://www.twilio.com/docs/voice/conversationrelay/websocket-messages#setup-message */
  setup(sessionId: string): void {
    const { request, subscriber } = this.#call;
    const parameters = this.#noun.nouns.filter((one) => one.name === "Parameter");
    this.#send({
      type: "setup",
      sessionId,
      accountSid: subscriber.accountSid,
      parentCallSid: "",
      callSid: this.#call.sid,
      from: request.from,
      to: request.to,
      forwardedFrom: request.forwardedFrom ?? "",
      callType: "PSTN",
      callerName: request.callerName ?? "",
      direction: "inbound",
      callStatus: "RINGING",
      customParameters: Object.fromEntries(
        parameters.map(({ attributes }) => [attributes.name ?? "", attributes.value ?? ""]),
      ),
    });
  }

  /** The caller speaks at his turns and hangs up when he has said everything. Returns how the other side ended it, if it did. */
  async converse(): Promise<End | undefined> {
    let patient = true;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, this.#limits.breathMs));
      await this.#spoken;
      if (this.#end || !patient || this.#call.says.length === 0) break;
      const line = this.#call.says.shift() as string;
      await this.#call.say("caller", line);
      const before = this.#turns;
      this.#send({ type: "prompt", voicePrompt: line, lang: this.#language, last: true });
      patient = await this.#turnAfter(before);
    }
    this.#speak();
    await this.#spoken;
    const end = this.#end;
    if (!patient && !end) await this.#call.say("caller", `(hangs up: no answer for ${this.#limits.patienceMs} ms)`);
    await this.#close();
    return end;
  }

  /** Closes the socket and waits for the agent to notice, but not for long. */
  async #close(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_MS);
    this.#socket.close(1000);
    await closed;
    clearTimeout(timer);
  }

  /** Waits until the agent has finished a turn after `turn` or the session is over; false when the caller loses patience. */
  async #turnAfter(turn: number): Promise<boolean> {
    const until = performance.now() + this.#limits.patienceMs;
    while (!this.#end && this.#turns <= turn && performance.now() < until) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, until - performance.now()));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await this.#spoken;
    return this.#end !== undefined || this.#turns > turn;
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
    void this.#call.log("warning", 64107, `Invalid message received: ${why}`, this.#noun.attributes.url);
    if (this.#malformed < MAX_MALFORMED) return;
    this.#socket.close(1007, "Too many consecutive malformed messages.");
    this.#finish({ by: "failure", why: "too many malformed messages in a row" });
  }

  #obey(message: RelayMessage): void {
    switch (message.type) {
      case "text":
        this.#tokens += message.token;
        if (message.last === true) this.#turnDone();
        return;
      case "play":
        this.#speak();
        this.#then("network", `(plays ${message.source})`);
        this.#turnDone();
        return;
      case "sendDigits":
        this.#then("network", `(sends the digits ${message.digits})`);
        return;
      case "language":
        this.#language = message.transcriptionLanguage ?? this.#language;
        return;
      case "end":
        this.#finish({ by: "agent", handoffData: message.handoffData });
    }
  }

  #turnDone(): void {
    this.#speak();
    this.#turns += 1;
    this.#wake();
  }

  #speak(): void {
    const text = this.#tokens.trim();
    this.#tokens = "";
    if (text !== "") this.#then("agent", text);
  }

  #then(who: "agent" | "network", text: string): void {
    this.#spoken = this.#spoken.then(() => this.#call.say(who, text));
  }

  #finish(end: End): void {
    this.#end ??= end;
    this.#wake();
  }

  #send(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
