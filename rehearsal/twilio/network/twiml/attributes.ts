import type { LiveCall } from "../call/live-call.ts";
import type { Verb } from "./parse.ts";
import { NOT_MODELLED, notModelled, type Step } from "./step.ts";

/**
 * A rule for an attribute's value. `any` accepts every text. `without-effect` marks an attribute that changes only how a real call
 * sounds or what it costs: the rehearsal logs a warning. `refused` marks one that would change the call's course: the call ends.
 */
type Rule = RegExp | "any" | "without-effect" | "refused";

const METHOD = /^(GET|POST)$/i;
const BOOLEAN = /^(true|false)$/;
const WHOLE = /^\d+$/;
const EVENTS = /^(initiated|ringing|answered|completed)( (initiated|ringing|answered|completed))*$/;
const RECORDING_EVENTS = /^(in-progress|completed|absent)( (in-progress|completed|absent))*$/;
const INPUTS = /^(none|dtmf|speech|any|true|false)$/;

const speech: Readonly<Record<string, Rule>> = {
  ttsProvider: "any",
  voice: "any",
  transcriptionProvider: "any",
  speechModel: "any",
};
const recordingCallback: Readonly<Record<string, Rule>> = {
  ...{ recordingStatusCallback: "any", recordingStatusCallbackMethod: METHOD },
  ...{ recordingStatusCallbackEvent: RECORDING_EVENTS, recordingTrack: /^(inbound|outbound|both)$/ },
};
/** Attributes of the nouns of `<Dial>` that name a party (`<Number>`, `<Sip>`, `<Client>`). */
const called: Readonly<Record<string, Rule>> = {
  ...{ statusCallback: "any", statusCallbackMethod: METHOD, statusCallbackEvent: EVENTS, url: "any", method: METHOD },
  ...{ machineDetection: "refused", amdStatusCallback: "refused", amdStatusCallbackMethod: "refused" },
  ...{ machineDetectionTimeout: "refused", machineDetectionSpeechThreshold: "refused" },
  ...{ machineDetectionSpeechEndThreshold: "refused", machineDetectionSilenceTimeout: "refused" },
};

/**
 * The attributes that Twilio documents for each element.
 * https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/voice/twiml/connect/conversationrelay
 */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Say: { voice: "any", language: "any", loop: WHOLE },
  Play: { loop: WHOLE, digits: "any" },
  Pause: { length: WHOLE },
  Redirect: { method: METHOD },
  Reject: { reason: /^(rejected|busy)$/ },
  Hangup: {},
  Leave: {},
  Refer: { action: "any", method: METHOD },
  Start: { action: "any", method: METHOD },
  Stop: {},
  Gather: {
    ...{ action: "any", method: METHOD, input: /^(dtmf|speech|dtmf speech|speech dtmf)$/, timeout: WHOLE },
    ...{ numDigits: WHOLE, finishOnKey: /^[0-9#*]?$/, speechTimeout: /^(\d+|auto)$/, actionOnEmptyResult: BOOLEAN },
    ...{ partialResultCallback: "any", partialResultCallbackMethod: METHOD, hints: "any", language: "any" },
    ...{
      profanityFilter: BOOLEAN,
      enhanced: BOOLEAN,
      speechModel: "any",
      bargeIn: BOOLEAN,
      maxSpeechTime: "without-effect",
    },
    ...{ debug: "any" },
  },
  Record: {
    ...{ action: "any", method: METHOD, timeout: WHOLE, finishOnKey: /^[0-9#*]*$/, maxLength: WHOLE },
    ...{ playBeep: BOOLEAN, trim: /^(trim-silence|do-not-trim)$/, ...recordingCallback },
    ...{ transcribe: "refused", transcribeCallback: "refused" },
  },
  Enqueue: { action: "any", method: METHOD, waitUrl: "any", waitUrlMethod: METHOD, workflowSid: "refused" },
  Connect: { action: "any", method: METHOD },
  Dial: {
    ...{ action: "any", method: METHOD, timeout: WHOLE, callerId: "any", answerOnBridge: BOOLEAN, timeLimit: WHOLE },
    ...{ record: /^(true|false|do-not-record|record-from-(answer|ringing)(-dual)?)$/, ...recordingCallback },
    ...{ trim: /^(trim-silence|do-not-trim)$/, hangupOnStar: BOOLEAN, sequential: BOOLEAN },
    ...{ referUrl: "any", referMethod: METHOD, ringTone: "without-effect", events: "without-effect" },
  },
  Number: { ...called, sendDigits: /^[0-9wW#*]+$/, byoc: "without-effect", phoneNumberSid: "without-effect" },
  Sip: { ...called, username: "any", password: "any" },
  Client: called,
  Identity: {},
  Conference: {
    ...{ muted: BOOLEAN, beep: /^(true|false|onEnter|onExit)$/, startConferenceOnEnter: BOOLEAN },
    ...{
      endConferenceOnExit: BOOLEAN,
      participantLabel: "any",
      maxParticipants: WHOLE,
      waitUrl: "any",
      waitMethod: METHOD,
    },
    ...{ record: /^(true|false|do-not-record|record-from-start)$/, ...recordingCallback, coach: "any" },
    ...{ trim: /^(trim-silence|do-not-trim)$/, statusCallback: "any", statusCallbackMethod: METHOD },
    ...{ statusCallbackEvent: /^(start|end|join|leave|mute|hold|modify)( (start|end|join|leave|mute|hold|modify))*$/ },
    ...{ region: "without-effect", jitterBufferSize: "without-effect", eventCallbackUrl: "refused" },
  },
  Queue: { url: "any", method: METHOD, reservationSid: "refused", postWorkActivitySid: "refused" },
  Stream: {
    ...{ url: "any", name: "any", track: /^(inbound|outbound|both)_tracks?$/ },
    ...{ statusCallback: "any", statusCallbackMethod: METHOD, connectorName: "refused" },
  },
  ConversationRelay: {
    ...{ url: "any", welcomeGreeting: "any", welcomeGreetingInterruptible: INPUTS, interruptible: INPUTS },
    ...{ language: "any", ttsLanguage: "any", transcriptionLanguage: "any", ...speech },
    ...{ interruptSensitivity: /^(low|medium|high)$/, dtmfDetection: BOOLEAN, reportInputDuringAgentSpeech: INPUTS },
    ...{
      preemptible: BOOLEAN,
      hints: "any",
      profanityFilter: BOOLEAN,
      partialPrompts: BOOLEAN,
      debug: "without-effect",
    },
    ...{ events: "without-effect", intelligenceService: "without-effect", conversationConfiguration: "without-effect" },
    ...{ elevenlabsTextNormalization: /^(on|auto|off)$/, speechTimeout: "any", speechtimeout: "any" },
    ...{ backgroundNoiseReduction: "any", backgroundnoisereduction: "any", ignoreBackchannel: "any" },
    ...{ ignorebackchannel: "any", deepgramSmartFormat: "any", deepgramsmartformat: "any", eotThreshold: "any" },
  },
  Language: { code: "any", ...speech },
  Parameter: { name: "any", value: "any" },
};

/**
 * Logs warnings for attributes that Twilio would warn of (12200) and for those without effect in a rehearsal; the verb still runs.
 * Returns a step that ends the call when an attribute isn't modelled.
 */
export async function checkAttributes(call: LiveCall, verb: Verb): Promise<Step | undefined> {
  const rules = ATTRIBUTES[verb.name];
  if (!rules) return undefined;
  for (const [name, value] of Object.entries(verb.attributes)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const what = `${name}="${value}" of <${verb.name}>`;
    if (rule === undefined)
      await call.log("warning", 12200, `Schema validation warning: ${name} isn't an attribute of <${verb.name}>`);
    else if (rule === "refused") {
      if (value === "false" || value === "") continue;
      return notModelled(call, what);
    } else if (rule === "without-effect") {
      if (value !== "false" && value !== "do-not-record") {
        await call.log("warning", NOT_MODELLED, `${what} has no effect in the rehearsal`);
      }
    } else if (rule !== "any" && !rule.test(value)) {
      await call.log("warning", 12200, `Schema validation warning: ${what} is an invalid value`);
    }
  }
  for (const noun of verb.nouns) {
    const refusal = await checkAttributes(call, noun);
    if (refusal) return refusal;
  }
  return undefined;
}
