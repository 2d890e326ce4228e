import { pressKeys } from "../call/digits.ts";
import { type Input, interruptible, listen } from "../call/listen.ts";
import type { LiveCall } from "../call/live-call.ts";
import { callParameters } from "../call/parameters.ts";
import type { StatusCallbacks } from "../call/status-callbacks.ts";
import type { Verb } from "../twiml/parse.ts";
import type { Perform, VerbContext } from "../twiml/script.ts";
import { absolute, action, NEXT, refuse, whole } from "../twiml/step.ts";
import { play } from "./play.ts";
import { say } from "./say.ts";

/** Confidence reported for every speech result, since speech recognition isn't simulated. */
const CONFIDENCE = "0.9";

/**
 * Collects the caller's speech or keys. The first input of a kind that `input` names interrupts the nested verbs. The result
 * goes to the action, by default the document's own URL. Without a result the document continues.
 * https://www.twilio.com/docs/voice/twiml/gather
 */
export const gather: Perform = async (call, verb, context) => {
  await call.answer();
  const { attributes } = verb;
  const input = new Set((attributes.input ?? "dtmf").split(/\s+/));
  const accepts = (act: Input): boolean =>
    "digits" in act ? input.has("dtmf") : "speech" in act && input.has("speech");
  const timeoutMs = 1000 * whole(attributes.timeout, 5);
  const partials = attributes.partialResultCallback
    ? call.statusCallbacks(
        absolute(attributes.partialResultCallback, context.url),
        attributes.partialResultCallbackMethod,
        "",
      )
    : undefined;

  const interrupts = (act: Input): boolean => attributes.bargeIn !== "false" && accepts(act);
  const early = await interruptible(call, "gather", interrupts, () => prompt(call, verb, context));
  const first = early ?? (await accepted(call, accepts, timeoutMs));
  const result = first && "digits" in first ? await digits(call, verb, first.digits, timeoutMs) : undefined;
  const speech = first && "speech" in first ? await spoken(call, verb, first, partials) : undefined;

  if (result) return action(verb, { Digits: result }, context.url);
  if (speech) return action(verb, { SpeechResult: speech, Confidence: CONFIDENCE }, context.url);
  if (attributes.actionOnEmptyResult !== "true") return NEXT;
  const empty: Record<string, string> = {};
  if (input.has("dtmf")) empty.Digits = "";
  if (input.has("speech")) empty.SpeechResult = "";
  return action(verb, empty, context.url);
};

/** Waits for the next input of an accepted kind. Speech of another kind is heard but has no effect. */
async function accepted(
  call: LiveCall,
  accepts: (act: Input) => boolean,
  timeoutMs: number,
): Promise<Input | undefined> {
  for (;;) {
    const act = await listen(call, { by: "gather", floor: true }, timeoutMs);
    if (!act || accepts(act)) return act;
    if ("speech" in act) await call.say(call.speaker, act.speech);
  }
}

/** Performs the nested `<Say>`, `<Play>` and `<Pause>`; other verbs are skipped. https://www.twilio.com/docs/voice/twiml/gather#nest-other-verbs */
async function prompt(call: LiveCall, verb: Verb, context: VerbContext): Promise<void> {
  const within = { ...context, first: false };
  for (const nested of verb.nouns) {
    if (nested.name === "Say") await say(call, nested, within);
    else if (nested.name === "Play") await play(call, nested, within);
    else if (nested.name === "Pause") await call.wait(1000 * whole(nested.attributes.length, 1));
    else await refuse(call, nested.name, "Gather");
  }
}

/** Collects keys until `numDigits` is reached, `finishOnKey` is pressed, or the caller is silent. */
async function digits(call: LiveCall, verb: Verb, pressed: string, timeoutMs: number): Promise<string> {
  const { finishOnKey = "#", numDigits } = verb.attributes;
  const most = numDigits === undefined ? Number.POSITIVE_INFINITY : whole(numDigits, 1);
  let keys: string | undefined = pressed;
  let collected = "";
  while (keys !== undefined) {
    await pressKeys(call, keys);
    for (const key of keys.replace(/w/gi, "")) {
      if (key === finishOnKey) return collected;
      collected += key;
      if (collected.length >= most) return collected;
    }
    const more = await accepted(call, (act) => "digits" in act, timeoutMs);
    keys = more && "digits" in more ? more.digits : undefined;
  }
  return collected;
}

/** Sends a sentence's partial results to their callback, plays it, and waits for the silence that ends it. Returns its text. */
async function spoken(
  call: LiveCall,
  verb: Verb,
  act: Extract<Input, { speech: string }>,
  partials: StatusCallbacks | undefined,
): Promise<string> {
  for (const partial of act.partials ?? [act.speech]) {
    partials?.send({
      ...callParameters(call),
      StableSpeechResult: "",
      UnstableSpeechResult: partial,
      Stability: CONFIDENCE,
    });
  }
  await call.say(call.speaker, act.speech);
  await call.wait(1000 * whole(verb.attributes.speechTimeout, 1));
  return act.speech;
}
