import { WebSocket } from "ws";
import type { HostResolver } from "../../hosts.ts";
import type { LiveCall } from "./live-call.ts";
import { invalid, type RelayMessage } from "./relay-message.ts";
import { signature } from "./signature.ts";
import { locate } from "./transport.ts";
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

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs `<ConversationRelay>`: connects to the agent's WebSocket, greets the caller, passes each of his sentences on once the
 * agent has finished its turn, and ends when either side does.
 */
export async function runRelay(call: LiveCall, noun: Verb, sid: string, resolve: HostResolver, limits: RelayLimits) {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const { url: address = "", welcomeGreeting, language = "en-US" } = noun.attributes;
  const failed = async (code: number, message: string): Promise<Session> => {
    await call.log("error", code, message, address);
    return { sid, status: "failed", seconds: seconds() };
  };

  const opened = await open(call, address, resolve, limits.connectMs);
  if (typeof opened === "string") return failed(64102, `Unable to connect to WebSocket URL: ${opened}`);
  const socket = opened;

  let heard = "";
  let turns = 0;
  let malformed = 0;
  let promptLanguage = noun.attributes.transcriptionLanguage ?? language;
  let over: { by: "agent"; handoffData?: string } | { by: "failure"; message: string } | undefined;
  let wake: () => void = () => {};
  let spoken = Promise.resolve();
  const finish = (how: NonNullable<typeof over>): void => {
    over ??= how;
    wake();
  };
  const speak = (): void => {
    const text = heard.trim();
    heard = "";
    if (text !== "") spoken = spoken.then(() => call.say("agent", text));
  };

  const handlers: { [T in RelayMessage["type"]]: (message: Extract<RelayMessage, { type: T }>) => void } = {
    text: (message) => {
      heard += message.token;
      if (message.last !== true) return;
      speak();
      turns += 1;
      wake();
    },
    play: (message) => {
      spoken = spoken.then(() => call.say("network", `(plays ${message.source})`));
      turns += 1;
      wake();
    },
    sendDigits: (message) => {
      spoken = spoken.then(() => call.say("network", `(sends the digits ${message.digits})`));
    },
    language: (message) => {
      promptLanguage = message.transcriptionLanguage ?? promptLanguage;
    },
    end: (message) => {
      finish({ by: "agent", ...(message.handoffData === undefined ? {} : { handoffData: message.handoffData }) });
    },
  };

  socket.on("message", (data, binary) => {
    if (over) return;
    const text = String(data);
    const parsed = binary ? undefined : parse(text);
    const why = parsed === undefined ? "not a JSON text message" : invalid(parsed);
    if (why === undefined) {
      malformed = 0;
      const message = parsed as RelayMessage;
      (handlers[message.type] as (message: RelayMessage) => void)(message);
      return;
    }
    malformed += 1;
    socket.send(JSON.stringify({ type: "error", description: `Invalid message received: ${text.slice(0, 500)}` }));
    void call.log("warning", 64107, `Invalid message received: ${why}`, address);
    if (malformed < MAX_MALFORMED) return;
    socket.close(1007, "Too many consecutive malformed messages.");
    finish({ by: "failure", message: "too many malformed messages in a row" });
  });
  socket.on("close", (code) => finish({ by: "failure", message: `the agent closed it with code ${code}` }));
  socket.on("error", (error) => finish({ by: "failure", message: error.message }));

  socket.resume();

  /** Waits until the agent has finished a turn after `since`, or the session is over. False when the caller lost patience. */
  const turn = async (since: number): Promise<boolean> => {
    const until = performance.now() + limits.patienceMs;
    while (!over && turns <= since && performance.now() < until) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, until - performance.now()));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await spoken;
    return over !== undefined || turns > since;
  };

  const { accountSid } = call.subscriber;
  const parameters = noun.nouns.filter((one) => one.name === "Parameter");
  socket.send(
    JSON.stringify({
      type: "setup",
      sessionId: sid,
      accountSid,
      parentCallSid: "",
      callSid: call.sid,
      from: call.request.from,
      to: call.request.to,
      forwardedFrom: call.request.forwardedFrom ?? "",
      callType: "PSTN",
      callerName: call.request.callerName ?? "",
      direction: "inbound",
      callStatus: "RINGING",
      customParameters: Object.fromEntries(
        parameters.map(({ attributes }) => [attributes.name ?? "", attributes.value ?? ""]),
      ),
    }),
  );
  if (welcomeGreeting) await call.say("agent", welcomeGreeting);

  let patient = true;
  for (;;) {
    await sleep(limits.breathMs);
    await spoken;
    const line = call.says[0];
    if (over || !patient || line === undefined) break;
    call.says.shift();
    await call.say("caller", line);
    if (over) break;
    const before = turns;
    socket.send(JSON.stringify({ type: "prompt", voicePrompt: line, lang: promptLanguage, last: true }));
    patient = await turn(before);
  }
  speak();
  await spoken;
  const how = over as typeof over | { by: "caller" };
  socket.removeAllListeners("close");
  socket.close(1000);
  setTimeout(() => socket.terminate(), 1000).unref();
  if (how?.by === "failure") return failed(64105, `WebSocket ended: ${how.message}`);
  if (how?.by === "agent") return { sid, status: "ended", seconds: seconds(), handoffData: how.handoffData } as Session;
  return { sid, status: "completed", seconds: seconds() } as Session;
}

/** The open socket, or why it can't be had. */
async function open(
  call: LiveCall,
  address: string,
  resolve: HostResolver,
  connectMs: number,
): Promise<WebSocket | string> {
  if (!/^wss:\/\//i.test(address) || !URL.canParse(address)) return "the address must begin with wss://";
  const url = new URL(address);
  const destination = await locate(url, resolve);
  if (!destination) return `${url.hostname} doesn't exist in this world`;
  const socket = new WebSocket(`${destination.origin.replace(/^http/, "ws")}${url.pathname}${url.search}`, {
    handshakeTimeout: connectMs,
    perMessageDeflate: false,
    maxPayload: 1024 * 1024,
    headers: {
      Host: destination.host,
      "User-Agent": "TwilioProxy/1.1",
      "X-Twilio-Signature": signature({ authToken: call.subscriber.authToken, url: address }),
    },
  });
  return new Promise((done) => {
    socket.once("open", () => {
      socket.removeAllListeners("error");
      // Held back until the session listens: an agent may speak at once.
      socket.pause();
      done(socket);
    });
    socket.once("error", (error) => {
      socket.on("error", () => {});
      done(error.message);
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
