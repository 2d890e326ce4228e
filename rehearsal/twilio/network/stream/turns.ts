import { giveUp, rings } from "../call/agent-turn.ts";
import { pressKeys } from "../call/digits.ts";
import { Interrupted } from "../call/interruption.ts";
import { type Input, interruptible } from "../call/listen.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Verb } from "../twiml/parse.ts";
import { MediaStream } from "./media-stream.ts";

/**
 * Runs `<Connect><Stream>`: the caller and the application hear each other until the application closes its WebSocket. Then the
 * document continues. They speak in turns, unless the caller interrupts.
 */
export async function runStream(call: LiveCall, noun: Verb, url: string): Promise<MediaStream | undefined> {
  const stream = await MediaStream.open(call, noun, url, true);
  if (!stream) return undefined;
  const { breathMs, patienceMs } = call.network.limits;
  try {
    for (let breathed = false; !stream.over; ) {
      if (stream.queue.length > 0) {
        await hear(call, stream);
        breathed = false;
      } else if (!breathed) breathed = !(await rings(call, stream.bell, breathMs));
      else {
        const act = await turn(call, stream);
        breathed = false;
        if (!act) continue;
        await pass(call, stream, act);
        if ("speech" in act && stream.queue.length === 0 && !stream.over) {
          const answered = await rings(call, stream.bell, call.caller.unhurried ? 2 ** 31 - 1 : patienceMs);
          if (!answered) await giveUp(call);
        }
      }
    }
  } finally {
    await stream.stop();
  }
  if (call.signal.aborted) throw new Interrupted();
  return stream;
}

/** Waits for the caller's act; undefined when the application acted first. */
async function turn(call: LiveCall, stream: MediaStream): Promise<Input | undefined> {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, call.signal]);
  const asked = call.turn({ by: "agent", floor: true }, signal).then((act) => act ?? new Promise<never>(() => {}));
  asked.catch(() => {});
  try {
    const act = await call.until(Promise.race([asked, stream.bell.next()]));
    return act ?? undefined;
  } finally {
    done.abort();
  }
}

async function pass(call: LiveCall, stream: MediaStream, act: Input): Promise<void> {
  if ("digits" in act) {
    stream.pressed(act.digits);
    await pressKeys(call, act.digits);
  } else if ("speech" in act) await call.say(call.speaker, act.speech);
}

/** Plays the audio that the application queued. The caller's speech meanwhile reaches the application at once. */
async function hear(call: LiveCall, stream: MediaStream): Promise<void> {
  let ms = 0;
  for (;;) {
    const next = stream.queue.shift();
    if (!next) break;
    if ("mark" in next) {
      stream.reached(next.mark);
      continue;
    }
    ms += next.ms;
    const cleared = new AbortController();
    void stream.cleared.next().then(() => cleared.abort());
    let said: Input | undefined;
    const act = await interruptible(
      call,
      "agent",
      (one) => {
        said = one;
        void pass(call, stream, one).catch(() => {});
        return false;
      },
      () =>
        call
          .within(cleared.signal, () => call.wait(next.ms))
          .catch((error: unknown) => {
            if (!(error instanceof Interrupted) || !cleared.signal.aborted) throw error;
          }),
    );
    stream.cleared.ring();
    if (act || said) continue;
  }
  if (ms > 0) call.heard({ kind: "audio", who: "agent", text: `(${(ms / 1000).toFixed(1)} s of audio)`, ms });
}
