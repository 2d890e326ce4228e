import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { HostResolver } from "../../../hosts.ts";
import { type Clock, MovableClock, machineClock } from "../../clock.ts";
import type { CallFields, Exchange, Notification, VoiceLimits, VoiceSettings } from "../exchange.ts";
import { type CallRequest, type CallResult, createNetwork, type Limits, type SimulatedPhone } from "../index.ts";
import type { ConferenceRecord, QueueRecord, RecordingFields } from "../records.ts";
import { AGENTS } from "./scripted-agent.ts";

// Phone numbers and host names of the tests, from ranges that are reserved for fiction.
export const CALLER = "+14155550123";
export const NUMBER = "+14155550101";
/** A verified caller ID of the account. */
export const VERIFIED = "+14155550166";
export const ACCOUNT = `AC${"a1".repeat(16)}`;
export const TOKEN = "0123456789abcdef0123456789abcdef";
export const HOST = "voice.us.aybiza.example";

/** A webhook request as the application received it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly params: Record<string, string>;
}

/** An application's reply: TwiML, or a function that writes any response. */
export type Reply = string | ((seen: Seen, response: ServerResponse) => void | Promise<void>);

/** Starts an application with one reply per path. `seen` lists its requests in order. */
export async function startApplication(replies: Record<string, Reply>) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://application");
    const body = Buffer.concat(chunks).toString();
    const params = Object.fromEntries(new URLSearchParams(request.method === "GET" ? url.search : body));
    const one: Seen = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, params };
    seen.push(one);
    const reply = replies[url.pathname];
    if (typeof reply === "function") return reply(one, response);
    if (reply === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/xml" }).end(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    port,
    origin: `http://127.0.0.1:${port}`,
    /** Returns the parameters of every request to a path. */
    at: (path: string) => seen.filter((one) => one.path.split("?")[0] === path).map((one) => one.params),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns a resolver from host names to origins. The Host header contains the name. */
export const hosts =
  (origins: Record<string, string>): HostResolver =>
  async (url) => {
    const origin = origins[url.hostname];
    return origin === undefined ? undefined : { origin, host: url.host };
  };

/** Creates an in-memory exchange with one number. */
export function exchangeWith(voice: VoiceSettings, clock: Clock = machineClock) {
  const calls = new Map<string, CallFields & { history: string[]; at: number[] }>();
  const notifications: Notification[] = [];
  const recordings = new Map<string, RecordingFields>();
  const conferences = new Map<string, ConferenceRecord>();
  const queues = new Map<string, QueueRecord>();
  const exchange: Exchange = {
    subscriber: (e164) =>
      e164 === NUMBER
        ? {
            accountSid: ACCOUNT,
            authToken: TOKEN,
            phoneNumber: NUMBER,
            phoneNumberSid: `PN${"b2".repeat(16)}`,
            friendlyName: "Front desk",
            voice,
          }
        : undefined,
    createCall(fields) {
      const sid = fields.sid ?? exchange.mintSid("CA");
      calls.set(sid, { ...fields, history: [fields.status], at: [clock.elapsed()] });
      return { sid };
    },
    updateCall(sid, fields) {
      const call = calls.get(sid);
      if (!call) throw new Error(`no call ${sid}`);
      Object.assign(call, fields);
      if (fields.status) {
        call.history.push(fields.status);
        call.at.push(clock.elapsed());
      }
    },
    notify: (_sid, notification) => void notifications.push(notification),
    mintSid: (prefix) => prefix + randomBytes(16).toString("hex"),
    account: (accountSid) => (accountSid === ACCOUNT ? { accountSid, authToken: TOKEN } : undefined),
    mayCallFrom: (accountSid, e164) => accountSid === ACCOUNT && (e164 === NUMBER || e164 === VERIFIED),
    application: () => undefined,
    createRecording(fields) {
      const sid = `RE${randomBytes(16).toString("hex")}`;
      recordings.set(sid, { ...fields });
      return { sid };
    },
    updateRecording: (sid, fields) => void Object.assign(recordings.get(sid) ?? {}, fields),
    createConference(fields) {
      const sid = `CF${randomBytes(16).toString("hex")}`;
      const conference: ConferenceRecord = { ...fields, sid, status: "init", region: "us1", participants: [] };
      conferences.set(sid, conference);
      return conference;
    },
    queue(_account, name, make) {
      if (make && !queues.has(name)) {
        queues.set(name, {
          sid: `QU${randomBytes(16).toString("hex")}`,
          friendly_name: name,
          max_size: 2,
          members: [],
        });
      }
      return queues.get(name);
    },
  };
  return { exchange, calls, notifications, recordings, conferences, queues };
}

/** Returns a TwiML document with the given verbs. */
export const twiml = (verbs: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;

/** Answers a request with a TwiML document. */
export const xml = (response: ServerResponse, verbs: string): void =>
  void response.writeHead(200, { "Content-Type": "text/xml" }).end(twiml(verbs));

/** Returns a call's transcript as lines of text: `caller: Hello`. */
export const heard = (result: CallResult): string[] => result.transcript.map(({ who, text }) => `${who}: ${text}`);

/** Returns the levels and codes of a call's errors and warnings: `warning 12200`. */
export const codes = (result: CallResult): string[] => result.errors.map(({ code, level }) => `${level} ${code}`);

/** Transcript line of the announcement when an application gives no instructions. */
export const SORRY = "network: We're sorry, an application error has occurred. Goodbye.";

const PHONES = new Map<string, SimulatedPhone>([
  ["+14155550188", { name: "Dr. Ames", answers: true, says: ["Ames speaking.", "Bye."] }],
  ["+14155550177", { name: "Busy Bee", answers: "busy" }],
]);

const open: (() => Promise<void>)[] = [];

/** Closes every application that `startPhones` or `place` started. */
export async function closeWorlds(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** Starts a network on a clock that the test moves, with one number whose application gives the test's replies. */
export async function startPhones(
  replies: Record<string, Reply>,
  options: {
    voice?: VoiceSettings;
    phones?: Record<string, SimulatedPhone>;
    limits?: Partial<Limits>;
    clock?: Clock;
    agent?: { readonly origin: string; close(): Promise<void> };
    voiceLimits?: VoiceLimits;
  } = {},
) {
  if (options.agent) open.push(options.agent.close);
  const application = await startApplication(replies);
  open.push(application.close);
  const clock = options.clock ?? new MovableClock();
  const stored = exchangeWith({ url: `https://${HOST}/voice`, ...options.voice }, clock);
  const network = createNetwork({
    ...{ exchange: { ...stored.exchange, voiceLimits: () => options.voiceLimits ?? {} }, clock },
    resolve: hosts({ [HOST]: application.origin, ...(options.agent ? { [AGENTS]: options.agent.origin } : {}) }),
    phones: new Map([...PHONES, ...Object.entries(options.phones ?? {})]),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const place = (request: Partial<CallRequest> = {}) => network.call({ from: CALLER, to: NUMBER, ...request });
  // A test that passes no clock gets a `MovableClock`.
  return { ...stored, application, network, place, clock: clock as MovableClock };
}

/** Places one call to a number whose application gives the test's replies. */
export async function place(
  replies: Record<string, Reply>,
  voice: VoiceSettings = {},
  request: Partial<CallRequest> = {},
) {
  const application = await startApplication(replies);
  open.push(application.close);
  const { exchange, calls, notifications } = exchangeWith({ url: `https://${HOST}/voice`, method: "POST", ...voice });
  const network = createNetwork({ exchange, resolve: hosts({ [HOST]: application.origin }), phones: PHONES });
  const result = await network.call({ from: CALLER, to: NUMBER, ...request });
  return { application, calls, notifications, network, result };
}
