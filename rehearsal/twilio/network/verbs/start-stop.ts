import { Attached } from "../call/attached.ts";
import type { LiveCall } from "../call/live-call.ts";
import { MediaStream } from "../stream/media-stream.ts";
import type { Perform } from "../twiml/script.ts";
import { NEXT, refuse } from "../twiml/step.ts";

/** Each call's streams that `<Start>` opened. */
const STREAMS = new Attached<LiveCall, MediaStream[]>(() => []);

/** Starts a media stream that runs while the following verbs do. https://www.twilio.com/docs/voice/twiml/stream */
export const start: Perform = async (call, verb, { url }) => {
  await call.answer();
  for (const noun of verb.nouns) {
    if (noun.name !== "Stream") {
      const step = await refuse(call, noun.name, "Start");
      if (step.kind === "end") return step;
      continue;
    }
    const stream = await MediaStream.open(call, noun, url, false);
    if (stream) STREAMS.of(call).push(stream);
  }
  return NEXT;
};

/** Stops the call's media streams with the name of each `<Stream>`. https://www.twilio.com/docs/voice/twiml/stream#stop */
export const stop: Perform = async (call, verb) => {
  for (const noun of verb.nouns) {
    if (noun.name !== "Stream") {
      const step = await refuse(call, noun.name, "Stop");
      if (step.kind === "end") return step;
      continue;
    }
    for (const stream of STREAMS.of(call)) if (stream.name === noun.attributes.name) await stream.stop();
  }
  return NEXT;
};
