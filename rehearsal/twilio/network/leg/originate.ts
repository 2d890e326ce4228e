import { Interrupted } from "../call/interruption.ts";
import { LiveCall } from "../call/live-call.ts";
import type { CallResult, SimulatedPhone } from "../call/result.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { CallStatus, VoiceSettings } from "../exchange.ts";
import { Recording } from "../recording/recording.ts";
import { runScript, type Source, sourceOf } from "../twiml/script.ts";
import { sendDigits } from "../verbs/play.ts";
import { detect } from "./answering-machine.ts";
import { dialled } from "./dial-targets.ts";
import { ringExchange, subscribe } from "./dialled-leg.ts";
import { trunk } from "./link.ts";
import type { OutboundRequest } from "./outbound-request.ts";
import { personAt, ring } from "./telephone.ts";

/**
 * Places a call on behalf of an account: it is recorded as queued, and `done` follows it through ringing, the detection of
 * machines and its instructions to its end and last status callback.
 * https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export async function originate(
  network: Switchboard,
  request: OutboundRequest,
): Promise<{ readonly call: LiveCall; readonly done: Promise<CallResult> }> {
  const { exchange } = network;
  const account = exchange.account(request.accountSid);
  if (!account) throw new Error(`account ${request.accountSid} isn't there or isn't active: it can't place calls`);
  const voice = settings(network, request);
  const bare = request.to.replace(/^sips:/, "sip:").replace(/[;?].*$/, "");
  const known = network.phones.get(bare);
  const own = !known && bare.startsWith("+") ? await exchange.subscriber(bare) : undefined;
  const phone: SimulatedPhone =
    known ?? (bare.startsWith("sip:") ? { name: "unknown", answers: "failed" } : network.unknownPhone);
  const line = own ? trunk() : undefined;
  const call = new LiveCall({
    ...{ network, account, voice, direction: "outbound-api" },
    sid: exchange.mintSid("CA"),
    from: request.callerId || request.from,
    to: bare,
    caller: line?.near ?? personAt(phone),
    pace: request.pace ?? network.clock.naturalPace,
    ...(known ? { name: known.name } : {}),
    ...(request.onEvent ? { onEvent: request.onEvent } : {}),
    ...(request.timeLimit === undefined ? {} : { timeLimitMs: 1000 * request.timeLimit }),
  });
  await call.record();
  const steps = new Outbound(call, request, phone, line?.far);
  return { call, done: steps.run() };
}

/** An application's settings take the place of the request's own. */
function settings({ exchange }: Switchboard, request: OutboundRequest): VoiceSettings {
  if (!request.applicationSid) return request;
  const found = exchange.application(request.accountSid, request.applicationSid);
  if (!found) throw new Error(`application ${request.applicationSid} isn't one of account ${request.accountSid}`);
  return found;
}

class Outbound {
  readonly #call: LiveCall;
  readonly #request: OutboundRequest;
  readonly #phone: SimulatedPhone;
  readonly #far: ReturnType<typeof trunk>["far"] | undefined;
  #recording: Recording | undefined;

  constructor(
    call: LiveCall,
    request: OutboundRequest,
    phone: SimulatedPhone,
    far: ReturnType<typeof trunk>["far"] | undefined,
  ) {
    this.#call = call;
    this.#request = request;
    this.#phone = phone;
    this.#far = far;
  }

  async run(): Promise<CallResult> {
    const call = this.#call;
    const { statusCallback, statusCallbackMethod } = call.voice;
    const ended = statusCallback
      ? subscribe(call, {
          url: statusCallback,
          method: statusCallbackMethod,
          events: this.#request.applicationSid ? ["completed"] : (this.#request.statusCallbackEvent ?? ["completed"]),
          last: () => this.#recorded(),
        })
      : undefined;
    for (const told of call.onPlaced) told();
    call.event({ type: "ringing", sid: call.sid, from: call.from, to: call.to });
    call.onEnd.push(() => void this.#recording?.stop());
    const status = await this.#ring();
    if (status === "in-progress") await this.#converse();
    else if (!call.over) await call.end(status as "busy");
    ended?.();
    await call.callbacksDone();
    return call.result();
  }

  async #ring(): Promise<CallStatus> {
    const { timeout = 60, to, sipAuthUsername, sipAuthPassword } = this.#request;
    const timeoutMs = 1000 * Math.min(600, timeout);
    // A turn of the loop: the SID is known to whoever asked before anything happens.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#far) return ringExchange(this.#call, this.#far, timeoutMs);
    if (!/^(sips?|client):/.test(to)) return ring(this.#call, this.#phone, timeoutMs);
    const noun = {
      ...{ name: to.startsWith("sip") ? "Sip" : "Client", nouns: [], text: to },
      attributes: {
        ...(sipAuthUsername ? { username: sipAuthUsername } : {}),
        ...(sipAuthPassword ? { password: sipAuthPassword } : {}),
      },
    };
    const read = await dialled(this.#call, { name: "Dial", attributes: {}, nouns: [noun], text: "" });
    const invite = "targets" in read ? read.targets[0]?.invite : undefined;
    return ring(this.#call, this.#phone, timeoutMs, invite && { ...invite, from: this.#call.from });
  }

  /** What happens once it is picked up: recording, digits, detection, and then its instructions. */
  async #converse(): Promise<void> {
    const call = this.#call;
    const request = this.#request;
    let source: Source | undefined;
    try {
      if (request.record) this.#recording = this.#record();
      if (request.sendDigits) await sendDigits(call, request.sendDigits);
      // https://www.twilio.com/docs/voice/answering-machine-detection: with SendDigits there is no detection.
      if (request.machineDetection && !request.sendDigits) await this.#detect();
      source = this.#first();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      source = sourceOf(call.takeRedirection());
    }
    if (source) await runScript(call, source);
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
    const detection = detect(call, this.#phone, machineDetection, 1000 * machineDetectionTimeout);
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
      // The call was over before.
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

  #recorded(): Record<string, string> {
    const recorded = this.#recording?.stop();
    if (!recorded) return {};
    return { RecordingUrl: recorded.url, RecordingSid: recorded.sid, RecordingDuration: String(recorded.seconds) };
  }
}
