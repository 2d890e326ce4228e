import { sendDigits } from "../call/digits.ts";
import { Interrupted } from "../call/interruption.ts";
import { LiveCall } from "../call/live-call.ts";
import { resultOf } from "../call/outcome.ts";
import { subscribe } from "../call/progress.ts";
import type { CallResult } from "../call/result.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { CallStatus, VoiceSettings } from "../exchange.ts";
import { Recording, recordedParameters } from "../recording/recording.ts";
import { type Script, type Source, sourceOf } from "../twiml/script.ts";
import { detect } from "./answering-machine.ts";
import { targetOf } from "./dial-targets.ts";
import type { OutboundRequest } from "./outbound-request.ts";
import { transportTo } from "./routing.ts";
import type { Transport } from "./transport.ts";

/**
 * Places a call on behalf of an account. Its record starts as `queued`; `done` resolves after its ringing, machine detection,
 * instructions, end and last status callback.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export async function originate(
  network: Switchboard,
  script: Script,
  request: OutboundRequest,
): Promise<{ readonly call: LiveCall; readonly done: Promise<CallResult> }> {
  const { exchange } = network;
  const account = exchange.account(request.accountSid);
  if (!account) throw new Error(`account ${request.accountSid} doesn't exist or isn't active: it can't place calls`);
  const voice = settings(network, request);
  const bare = request.to.replace(/^sips:/, "sip:").replace(/[;?].*$/, "");
  const transport = await transportTo(network, bare, script);
  const call = new LiveCall({
    ...{ network, account, voice, direction: "outbound-api" },
    sid: exchange.mintSid("CA"),
    from: request.callerId || request.from,
    to: bare,
    caller: transport.end,
    pace: request.pace ?? network.clock.naturalPace,
    ...(transport.name === undefined ? {} : { name: transport.name }),
    ...(request.onEvent ? { onEvent: request.onEvent } : {}),
    ...(request.timeLimit === undefined ? {} : { timeLimitMs: 1000 * request.timeLimit }),
  });
  await call.record();
  return { call, done: new Outbound(call, request, transport, script).run() };
}

/** Returns the webhooks of the request's application, if it names one, else the request's own. */
function settings({ exchange }: Switchboard, request: OutboundRequest): VoiceSettings {
  if (!request.applicationSid) return request;
  const found = exchange.application(request.accountSid, request.applicationSid);
  if (!found) throw new Error(`application ${request.applicationSid} isn't one of account ${request.accountSid}`);
  return found;
}

class Outbound {
  readonly #call: LiveCall;
  readonly #request: OutboundRequest;
  readonly #transport: Transport;
  readonly #script: Script;
  #recording: Recording | undefined;

  constructor(call: LiveCall, request: OutboundRequest, transport: Transport, script: Script) {
    this.#call = call;
    this.#request = request;
    this.#transport = transport;
    this.#script = script;
  }

  async run(): Promise<CallResult> {
    const call = this.#call;
    const { statusCallback, statusCallbackMethod } = call.voice;
    const ended = statusCallback
      ? subscribe(call, {
          url: statusCallback,
          method: statusCallbackMethod,
          events: this.#request.applicationSid ? ["completed"] : (this.#request.statusCallbackEvent ?? ["completed"]),
          last: () => recordedParameters(this.#recording?.stop()),
        })
      : undefined;
    for (const run of call.onPlaced) run();
    call.event({ type: "ringing", sid: call.sid, from: call.from, to: call.to });
    call.onEnd.push(() => void this.#recording?.stop());
    const status = await this.#ring();
    if (status === "in-progress") await this.#converse();
    else if (!call.over) await call.end(status as "busy");
    ended?.();
    await call.callbacksDone();
    return resultOf(call);
  }

  async #ring(): Promise<CallStatus> {
    const { timeout = 60, to, sipAuthUsername, sipAuthPassword } = this.#request;
    const timeoutMs = 1000 * Math.min(600, timeout);
    // Wait one turn of the event loop, so that the API answers with the SID before the call proceeds.
    await new Promise((resolve) => setImmediate(resolve));
    if (!/^(sips?|client):/.test(to)) return this.#transport.ring(this.#call, timeoutMs);
    const noun = {
      ...{ name: to.startsWith("sip") ? "Sip" : "Client", nouns: [], text: to },
      attributes: {
        ...(sipAuthUsername ? { username: sipAuthUsername } : {}),
        ...(sipAuthPassword ? { password: sipAuthPassword } : {}),
      },
    };
    const invite = targetOf(noun)?.invite;
    return this.#transport.ring(this.#call, timeoutMs, invite && { ...invite, from: this.#call.from });
  }

  /** Runs the answered call: starts its recording, sends digits, detects machines, then runs the instructions. */
  async #converse(): Promise<void> {
    const call = this.#call;
    const request = this.#request;
    let source: Source | undefined;
    try {
      if (request.record) this.#recording = this.#record();
      if (request.sendDigits) await sendDigits(call, request.sendDigits);
      // SendDigits turns machine detection off: https://www.twilio.com/docs/voice/answering-machine-detection
      if (request.machineDetection && !request.sendDigits) await this.#detect();
      source = this.#first();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      source = sourceOf(call.takeRedirection());
    }
    if (source) await this.#script.run(call, source);
    else await call.end("completed");
  }

  #first(): Source | undefined {
    const { url, method } = this.#call.voice;
    if (url) return { purpose: "voice", url, ...(method ? { method } : {}) };
    return this.#request.twiml === undefined ? undefined : { twiml: this.#request.twiml };
  }

  async #detect(): Promise<void> {
    const call = this.#call;
    const { machineDetection = "Enable", machineDetectionTimeout = 30, asyncAmd, ...request } = this.#request;
    const detection = detect(call, this.#transport.phone, machineDetection, 1000 * machineDetectionTimeout);
    if (!asyncAmd) {
      await detection;
      return;
    }
    const { asyncAmdStatusCallback, asyncAmdStatusCallbackMethod } = request;
    const callbacks = asyncAmdStatusCallback
      ? call.statusCallbacks(asyncAmdStatusCallback, asyncAmdStatusCallbackMethod, "")
      : undefined;
    void detection.then(
      (ms) =>
        callbacks?.send({
          CallSid: call.sid,
          AccountSid: call.account.accountSid,
          AnsweredBy: call.answeredBy ?? "unknown",
          MachineDetectionDuration: String(Math.round(ms)),
        }),
      // The call ended before the detection did.
      () => {},
    );
  }

  #record(): Recording {
    const request = this.#request;
    return new Recording(this.#call, {
      source: "OutboundAPI",
      channels: request.recordingChannels === "dual" ? 2 : 1,
      ...(request.recordingTrack ? { track: request.recordingTrack } : {}),
      callback: request.recordingStatusCallback,
      callbackMethod: request.recordingStatusCallbackMethod,
      callbackEvents: request.recordingStatusCallbackEvent?.join(" "),
    });
  }
}
