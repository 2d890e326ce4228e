import type { LiveCall } from "../call/live-call.ts";
import type { Perform } from "../twiml/script.ts";
import { NEXT, type Step, whole } from "../twiml/step.ts";

/** Maximum of `loop` of `<Say>` and `<Play>`. */
const MAX_LOOPS = 1000;

/** Repeats work as often as the `loop` attribute says. `loop="0"` repeats until the caller hangs up; at pace 0 that is at once. */
export async function loops(call: LiveCall, written: string | undefined, once: () => Promise<void>): Promise<Step> {
  const loop = whole(written, 1);
  for (let i = 0; i < Math.max(1, Math.min(loop, MAX_LOOPS)); i += 1) await once();
  if (loop !== 0) return NEXT;
  if (call.pace === 0) return { kind: "end", status: "completed" };
  for (;;) await once();
}

const MAX_ENCODED = 4_500;

/** Returns the maximum length of a text for a voice, in UTF-8 bytes. https://www.twilio.com/docs/api/errors/13521 */
function limitOf(voice = ""): number {
  if (voice.startsWith("Polly.")) return 3_000;
  return voice.startsWith("Google.") ? 5_000 : 4_096;
}

/**
 * Speaks a text. Of its SSML only the length of a `<break>` has an effect, since the sound of a voice isn't simulated.
 * https://www.twilio.com/docs/voice/twiml/say
 */
export const say: Perform = async (call, verb) => {
  await call.answer();
  if (!verb.text) {
    await call.log("warning", 13520, "Say: Invalid text: there is nothing to say");
    return NEXT;
  }
  const limit = limitOf(verb.attributes.voice);
  const [bytes, encoded] = [Buffer.byteLength(verb.text), encodeURIComponent(verb.text).length];
  if (bytes > limit || encoded > MAX_ENCODED) {
    const what = `${bytes} bytes, ${encoded} characters URL-encoded; at most ${limit} and ${MAX_ENCODED}`;
    await call.log("warning", 13521, `<Say> element character limits exceeded: ${what}. Nothing is spoken.`);
    return NEXT;
  }
  const breaks = verb.nouns.filter((noun) => noun.name === "break").map((noun) => breakMs(noun.attributes));
  return loops(call, verb.attributes.loop, async () => {
    call.spoken = true;
    await call.say("network", verb.text);
    for (const ms of breaks) await call.wait(ms);
  });
};

const STRENGTHS: Readonly<Record<string, number>> = {
  none: 0,
  "x-weak": 100,
  weak: 250,
  medium: 500,
  strong: 1_000,
  "x-strong": 1_500,
};

/**
 * Returns the milliseconds of an SSML `<break>`, from its time (up to ten seconds) or its strength.
 * https://www.twilio.com/docs/voice/twiml/say/text-speech#break
 */
function breakMs({ time, strength }: Readonly<Record<string, string>>): number {
  const written = /^(\d+(?:[.]\d+)?)(ms|s)$/.exec(time ?? "");
  if (written) return Math.min(10_000, Number(written[1]) * (written[2] === "s" ? 1_000 : 1));
  return STRENGTHS[strength ?? "medium"] ?? 500;
}
