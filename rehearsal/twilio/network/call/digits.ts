import type { LiveCall } from "./live-call.ts";

const KEY_MS = 200;

/** Plays DTMF tones to the other party: `w` is half a second of silence, `W` one second. */
export async function sendDigits(call: LiveCall, digits: string): Promise<void> {
  const ms = [...digits].reduce((sum, one) => sum + (one === "w" ? 500 : one === "W" ? 1_000 : KEY_MS), 0);
  await call.say("network", `(plays the digits ${digits})`, { ms, kind: "digits" });
}

/** Records that the other party presses keys. */
export const pressKeys = (call: LiveCall, keys: string): Promise<void> =>
  call.say(call.speaker, `(presses ${keys})`, { kind: "digits", ms: KEY_MS * keys.length });
