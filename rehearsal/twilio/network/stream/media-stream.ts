import type { WebSocket } from "ws";
import { Bell } from "../call/bell.ts";
import type { Sound } from "../call/caller.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { StatusCallbacks } from "../call/status-callbacks.ts";
import type { Verb } from "../twiml/parse.ts";
import { absolute } from "../twiml/step.ts";
import { openSocket, parsed } from "../webhook/websocket.ts";
import { audioMs, FRAME_MS, frame } from "./audio.ts";

type Track = "inbound" | "outbound";
/** Maximum frames of one sound (30 seconds): at pace 0 the frames of a sound are all sent at once. */
const MOST_FRAMES = 1_500;
const CLOSE_MS = 500;

/** Something that the application queued: audio to play, or a mark that is sent back when playback reaches it. */
export type Queued = { readonly ms: number } | { readonly mark: string };

/**
 * A media stream: sends the call's audio to the application's WebSocket in 20 ms frames (mu-law, 8 kHz) and plays the audio that
 * the application sends. Speech is sent as a tone. https://www.twilio.com/docs/voice/media-streams/websocket-messages
 */
export class MediaStream {
  readonly sid: string;
  readonly name: string | undefined;
  /** Rings when the application sends a message and when the stream ends. */
  readonly bell = new Bell();
  /** Rings when the application's `clear` message stops playback. */
  readonly cleared = new Bell();
  readonly queue: Queued[] = [];
  readonly #call: LiveCall;
  readonly #socket: WebSocket;
  readonly #tracks: readonly Track[];
  readonly #status: StatusCallbacks | undefined;
  readonly #bidirectional: boolean;
  readonly #stopped = new AbortController();
  readonly #chunks: Record<Track, number> = { inbound: 0, outbound: 0 };
  readonly #speakingMs: Record<Track, number> = { inbound: 0, outbound: 0 };
  readonly #tap = (sound: Sound, own: boolean): void => this.#overhear(sound, own ? "inbound" : "outbound");
  #sequence = 0;

  private constructor(
    call: LiveCall,
    noun: Verb,
    socket: WebSocket,
    sid: string,
    bidirectional: boolean,
    status?: StatusCallbacks,
  ) {
    this.sid = sid;
    this.name = noun.attributes.name;
    this.#call = call;
    this.#socket = socket;
    this.#bidirectional = bidirectional;
    this.#status = status;
    const track = bidirectional ? "inbound_track" : (noun.attributes.track ?? "inbound_track");
    this.#tracks =
      track === "both_tracks" ? ["inbound", "outbound"] : track === "outbound_track" ? ["outbound"] : ["inbound"];
    this.#start(noun);
    call.taps.add(this.#tap);
    call.ended.addEventListener("abort", () => void this.stop(), { once: true });
    socket.on("message", (data) => this.#receive(String(data)));
    socket.on("close", () => void this.stop());
    socket.on("error", () => void this.stop());
    socket.resume();
    if (call.pace > 0) void this.#pump();
  }

  /** Opens a `<Stream>`. Returns undefined when its WebSocket can't be opened; the failure is logged and sent to its status callback. */
  static async open(
    call: LiveCall,
    noun: Verb,
    base: string,
    bidirectional: boolean,
  ): Promise<MediaStream | undefined> {
    const { attributes } = noun;
    const { exchange, clock, resolve, limits } = call.network;
    const sid = exchange.mintSid("MZ");
    const status = attributes.statusCallback
      ? call.statusCallbacks(absolute(attributes.statusCallback, base), attributes.statusCallbackMethod, "")
      : undefined;
    const address = attributes.url ?? "";
    const { authToken } = call.account;
    const socket = await clock.during(openSocket({ address, authToken, resolve, connectMs: limits.connectMs }));
    if (typeof socket === "string") {
      const message = `Stream - WebSocket - Handshake error: ${socket}`;
      await call.log("error", 31920, message, address);
      status?.send(event(call, sid, attributes.name, "stream-error", message));
      return undefined;
    }
    if (call.over) {
      // The call ended while the WebSocket was being opened.
      socket.terminate();
      throw new Interrupted();
    }
    status?.send(event(call, sid, attributes.name, "stream-started"));
    return new MediaStream(call, noun, socket, sid, bidirectional, status);
  }

  get over(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** Ends the stream: from the network's side, or after the application closed its WebSocket. */
  async stop(): Promise<void> {
    if (this.over) return;
    this.#stopped.abort();
    this.#call.taps.delete(this.#tap);
    const { accountSid } = this.#call.account;
    this.#send({ event: "stop", streamSid: this.sid, stop: { accountSid, callSid: this.#call.sid } });
    this.#status?.send(event(this.#call, this.sid, this.name, "stream-stopped"));
    this.bell.ring();
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_MS);
    this.#socket.once("close", () => clearTimeout(timer));
    this.#socket.close(1000);
  }

  /** Sends the keys that the caller pressed. Twilio sends keys only on bidirectional streams. */
  pressed(digits: string): void {
    if (!this.#bidirectional) return;
    for (const digit of digits.replace(/w/gi, "")) {
      this.#send({ event: "dtmf", streamSid: this.sid, dtmf: { track: "inbound_track", digit } });
    }
  }

  /** Sends back a mark that playback reached or that `clear` dropped. */
  reached(name: string): void {
    this.#send({ event: "mark", streamSid: this.sid, mark: { name } });
  }

  #start(noun: Verb): void {
    const parameters = noun.nouns.filter((one) => one.name === "Parameter");
    // `connected` has no sequence number.
    this.#socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    this.#send({
      event: "start",
      start: {
        accountSid: this.#call.account.accountSid,
        streamSid: this.sid,
        callSid: this.#call.sid,
        tracks: this.#tracks,
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: Object.fromEntries(
          parameters.map(({ attributes: { name = "", value = "" } }) => [name, value]),
        ),
      },
      streamSid: this.sid,
    });
  }

  #overhear(sound: Sound, track: Track): void {
    if (!this.#tracks.includes(track)) return;
    if (this.#call.pace > 0) {
      this.#speakingMs[track] += sound.ms * this.#call.pace;
      return;
    }
    for (let i = 0; i < Math.min(MOST_FRAMES, Math.ceil(sound.ms / FRAME_MS)); i += 1) this.#media(track, true);
  }

  /** Sends one frame per track every 20 ms, silence included. */
  async #pump(): Promise<void> {
    const { clock } = this.#call.network;
    while (!this.over) {
      await clock.sleep(FRAME_MS, this.#stopped.signal);
      if (this.over) return;
      for (const track of this.#tracks) {
        this.#media(track, this.#speakingMs[track] > 0);
        this.#speakingMs[track] = Math.max(0, this.#speakingMs[track] - FRAME_MS);
      }
    }
  }

  #media(track: Track, speech: boolean): void {
    this.#chunks[track] += 1;
    const chunk = this.#chunks[track];
    const timestamp = String((chunk - 1) * FRAME_MS);
    this.#send({
      event: "media",
      media: { track, chunk: String(chunk), timestamp, payload: frame(speech) },
      streamSid: this.sid,
    });
  }

  #receive(text: string): void {
    const message = parsed(text) as Record<string, unknown> | undefined;
    const why = this.#obey(message ?? {});
    if (why === undefined) this.bell.ring();
    else void this.#call.log("warning", 31951, `Stream - Protocol - Invalid message: ${why}`);
  }

  /**
   * Carries out a message of the application. Returns why it is invalid; undefined when it is valid.
   * https://www.twilio.com/docs/voice/media-streams/websocket-messages#send-websocket-messages-to-twilio
   */
  #obey(message: Record<string, unknown>): string | undefined {
    if (!this.#bidirectional) return "a <Start> stream accepts no messages";
    if (message.streamSid !== this.sid) return "streamSid isn't the SID of this stream";
    if (message.event === "media") {
      const payload = (message.media as Record<string, unknown> | undefined)?.payload;
      if (typeof payload !== "string" || !/^[A-Za-z0-9+/]+=*$/.test(payload)) return "media.payload isn't base64";
      this.queue.push({ ms: audioMs(payload) });
    } else if (message.event === "mark") {
      const name = (message.mark as Record<string, unknown> | undefined)?.name;
      if (typeof name !== "string") return "mark.name is missing";
      this.queue.push({ mark: name });
    } else if (message.event === "clear") {
      for (const dropped of this.queue.splice(0)) if ("mark" in dropped) this.reached(dropped.mark);
      this.cleared.ring();
    } else return `unknown event ${JSON.stringify(message.event)}`;
    return undefined;
  }

  #send(message: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#sequence += 1;
    const { event: name, ...rest } = message as { event: string };
    this.#socket.send(JSON.stringify({ event: name, sequenceNumber: String(this.#sequence), ...rest }));
  }
}

/** https://www.twilio.com/docs/voice/twiml/stream#statuscallback */
function event(
  call: LiveCall,
  sid: string,
  name: string | undefined,
  what: string,
  error?: string,
): Record<string, string> {
  return {
    AccountSid: call.account.accountSid,
    CallSid: call.sid,
    StreamSid: sid,
    StreamName: name ?? sid,
    StreamEvent: what,
    ...(error === undefined ? {} : { StreamError: error }),
  };
}
