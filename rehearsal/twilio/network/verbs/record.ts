import { Interrupted } from "../call/interruption.ts";
import { listen } from "../call/listen.ts";
import type { LiveCall } from "../call/live-call.ts";
import { Recording, recordedParameters, recordingCallback } from "../recording/recording.ts";
import type { Verb } from "../twiml/parse.ts";
import type { Perform } from "../twiml/script.ts";
import { action, NEXT, whole } from "../twiml/step.ts";

const BEEP_MS = 500;

/**
 * Records the caller until a silence, a key or a hang-up. After an empty recording the document continues; after a hang-up the action
 * gets `Digits=hangup`.
 * https://www.twilio.com/docs/voice/twiml/record
 */
export const record: Perform = async (call, verb, { url }) => {
  await call.answer();
  const { attributes } = verb;
  if (attributes.playBeep !== "false") await call.say("network", "(beep)", { kind: "tone", ms: BEEP_MS });
  const recording = new Recording(call, {
    source: "RecordVerb",
    ...(attributes.recordingTrack ? { track: attributes.recordingTrack as "inbound" } : {}),
    ...recordingCallback(attributes, url),
  });
  let spoke = false;
  let key: string | undefined;
  try {
    key = await speech(call, verb, recording, () => {
      spoke = true;
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (!call.over || !spoke) {
      recording.stop();
      throw error;
    }
    key = "hangup";
  }
  const recorded = spoke ? recording.stop() : void recording.discard();
  if (!recorded) return NEXT;
  return action(verb, { ...recordedParameters(recorded), ...(key === undefined ? {} : { Digits: key }) }, url);
};

/** Records sentences until a silence, the maximum length or a key. Returns the key; undefined for the other two. */
async function speech(
  call: LiveCall,
  verb: Verb,
  recording: Recording,
  spoke: () => void,
): Promise<string | undefined> {
  const { finishOnKey = "1234567890*#", timeout, maxLength } = verb.attributes;
  const mostMs = 1000 * whole(maxLength, 3_600);
  const silenceMs = 1000 * whole(timeout, 5);
  while (recording.ms < mostMs) {
    const act = await listen(call, { by: "record", floor: true }, Math.min(silenceMs, mostMs - recording.ms));
    if (!act) return undefined;
    if ("digits" in act) {
      const key = [...act.digits].find((one) => finishOnKey.includes(one));
      if (key !== undefined) return key;
      spoke();
    } else if ("speech" in act) {
      spoke();
      const cut = new AbortController();
      const leftMs = mostMs - recording.ms;
      void call.network.clock.sleep(leftMs * call.pace, cut.signal).then(() => call.pace > 0 && cut.abort());
      try {
        await call.within(cut.signal, () => call.say(call.speaker, act.speech));
      } catch (error) {
        if (!(error instanceof Interrupted) || call.signal.aborted) throw error;
      } finally {
        cut.abort();
      }
    }
  }
  return undefined;
}
