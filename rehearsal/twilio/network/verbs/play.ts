import { sendDigits } from "../call/digits.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Perform } from "../twiml/script.ts";
import { absolute, NEXT } from "../twiml/step.ts";
import { loops } from "./say.ts";

/** Content types that Twilio plays. https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types */
const AUDIO = /^audio\/(mpeg|wav|wave|x-wav|aiff|x-aifc|x-aiff|x-gsm|gsm|ulaw|basic|mp3|ogg)$/;
/** Assumed length of a recording that has no WAV header. */
const CLIP_MS = 3_000;

/**
 * Plays a recording or the tones of `digits`. A recording that can't be fetched is skipped with 11200, one that isn't audio with
 * 12300.
 * https://www.twilio.com/docs/voice/twiml/play
 */
export const play: Perform = async (call, verb, { url }) => {
  await call.answer();
  const { digits, loop } = verb.attributes;
  if (digits !== undefined) {
    if (!/^[0-9*#wWA-D]+$/.test(digits)) {
      await call.log("warning", 13420, `Play: Invalid digits: ${digits}`);
      return NEXT;
    }
    await sendDigits(call, digits);
    return NEXT;
  }
  if (verb.text === "") {
    await call.log("warning", 13420, "Play: Invalid content: <Play> has no URL");
    return NEXT;
  }
  const ms = await lengthOf(call, absolute(verb.text, url));
  if (ms === undefined) return NEXT;
  return loops(call, loop, async () => {
    call.spoken = true;
    await call.say("network", `(plays ${absolute(verb.text, url)})`, { ms, kind: "audio" });
  });
};

/** Returns a recording's length in milliseconds; logs a warning and returns undefined when it can't be played. */
async function lengthOf(call: LiveCall, url: string): Promise<number | undefined> {
  const outcome = await call.until(call.webhook({ purpose: "media", url, method: "GET", params: {} }));
  if (!outcome.ok) {
    await call.log("error", outcome.code, outcome.message, outcome.url);
    return undefined;
  }
  const type = (outcome.contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!AUDIO.test(type)) {
    await call.log("error", 12300, `Invalid Content-Type: ${type || "none"}; expected audio`, outcome.url);
    return undefined;
  }
  return wavMs(outcome.bytes) ?? CLIP_MS;
}

/** Returns a WAV file's length in milliseconds, from its header; undefined for other files. */
function wavMs(bytes: Buffer): number | undefined {
  if (bytes.length < 44 || bytes.toString("latin1", 0, 4) !== "RIFF") return undefined;
  const bytesPerSecond = bytes.readUInt32LE(28);
  return bytesPerSecond > 0 ? Math.round((1000 * bytes.readUInt32LE(40)) / bytesPerSecond) : undefined;
}
