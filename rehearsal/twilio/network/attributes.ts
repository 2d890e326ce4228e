import type { LiveCall } from "./live-call.ts";
import type { Verb } from "./twiml.ts";

/** A rule for an attribute's value; `any` takes every text. */
type Rule = RegExp | "any" | "without-effect";

const METHOD = /^(GET|POST)$/i;
const BOOLEAN = /^(true|false)$/;
const WHOLE = /^\d+$/;
const EVENTS = /^(initiated|ringing|answered|completed)( (initiated|ringing|answered|completed))*$/;

const speech = { ttsProvider: "any", voice: "any", transcriptionProvider: "any", speechModel: "any" } as const;

/**
 * The attributes that Twilio documents for each element. `without-effect` are those that the rehearsal takes but doesn't act
 * upon where a real call would: each is told as a warning.
 * https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/voice/twiml/connect/conversationrelay
 */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Say: { voice: "any", language: "any", loop: WHOLE },
  Pause: { length: WHOLE },
  Redirect: { method: METHOD },
  Reject: { reason: /^(rejected|busy)$/ },
  Hangup: {},
  Connect: { action: "any", method: METHOD },
  Dial: {
    ...{ action: "any", method: METHOD, timeout: WHOLE, callerId: "any", answerOnBridge: BOOLEAN },
    ...{ record: "without-effect", trim: "without-effect", timeLimit: "without-effect" },
    ...{ recordingStatusCallback: "without-effect", recordingStatusCallbackMethod: "without-effect" },
    ...{ recordingStatusCallbackEvent: "without-effect", recordingTrack: "without-effect" },
    ...{ hangupOnStar: "without-effect", ringTone: "without-effect", sequential: "without-effect" },
    ...{ referUrl: "without-effect", referMethod: "without-effect", events: "without-effect" },
  },
  Number: {
    ...{ statusCallback: "any", statusCallbackMethod: METHOD, statusCallbackEvent: EVENTS },
    ...{ url: "any", method: METHOD, sendDigits: "without-effect", byoc: "without-effect" },
    ...{ machineDetection: "without-effect", phoneNumberSid: "without-effect" },
  },
  ConversationRelay: {
    ...{ url: "any", welcomeGreeting: "any", welcomeGreetingInterruptible: /^(none|dtmf|speech|any|true|false)$/ },
    ...{ language: "any", ttsLanguage: "any", transcriptionLanguage: "any", ...speech },
    ...{ interruptible: /^(none|dtmf|speech|any|true|false)$/, interruptSensitivity: /^(low|medium|high)$/ },
    ...{ dtmfDetection: BOOLEAN, reportInputDuringAgentSpeech: /^(none|dtmf|speech|any|true|false)$/ },
    ...{ preemptible: BOOLEAN, hints: "any", profanityFilter: BOOLEAN, partialPrompts: BOOLEAN, debug: "any" },
    ...{ events: "any", intelligenceService: "any", conversationConfiguration: "any" },
    ...{ elevenlabsTextNormalization: /^(on|auto|off)$/, speechTimeout: "any", speechtimeout: "any" },
    ...{ backgroundNoiseReduction: "any", backgroundnoisereduction: "any", ignoreBackchannel: "any" },
    ...{ ignorebackchannel: "any", deepgramSmartFormat: "any", deepgramsmartformat: "any", eotThreshold: "any" },
  },
  Language: { code: "any", ...speech },
  Parameter: { name: "any", value: "any" },
};

/** Code of the errors that say "Twilio has this, the rehearsal doesn't". */
export const NOT_MODELLED = 501;

/** Warns of attributes that Twilio would warn of (12200) and of those that have no effect here. The verb is run either way. */
export async function checkAttributes(call: LiveCall, verb: Verb): Promise<void> {
  const rules = ATTRIBUTES[verb.name];
  if (!rules) return;
  for (const [name, value] of Object.entries(verb.attributes)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const what = `${name}="${value}" of <${verb.name}>`;
    if (rule === undefined)
      await call.log("warning", 12200, `Schema validation warning: ${what} isn't an attribute of it`);
    else if (rule === "without-effect") {
      if (value !== "false" && value !== "do-not-record") {
        await call.log("warning", NOT_MODELLED, `${what} has no effect in the rehearsal`);
      }
    } else if (rule !== "any" && !rule.test(value)) {
      await call.log("warning", 12200, `Schema validation warning: ${what} isn't one of its values`);
    }
  }
  for (const noun of verb.nouns) await checkAttributes(call, noun);
}
