import { spokenMs } from "../call/duration.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { SimulatedPhone } from "../call/phone.ts";
import type { AnsweredBy } from "../exchange.ts";

// How long detection takes for each kind of party, until it gives up on a silence, and for the beep.
// https://www.twilio.com/docs/voice/answering-machine-detection
const HUMAN_MS = 2_000;
const MACHINE_MS = 4_000;
const FAX_MS = 3_000;
const SILENCE_MS = 5_000;
const BEEP_MS = 500;

/**
 * Detects who picked up. `Enable` reports as soon as it knows, `DetectMessageEnd` waits for the end of a machine's greeting.
 * A detection that exceeds the time limit gives `unknown`. Returns the duration of the detection in milliseconds.
 * @throws Interrupted
 */
export async function detect(
  call: LiveCall,
  phone: SimulatedPhone,
  mode: "Enable" | "DetectMessageEnd",
  timeoutMs: number,
): Promise<number> {
  const { result, ms } = outcome(phone, mode);
  const tookMs = Math.min(ms, timeoutMs);
  await call.wait(tookMs);
  call.answeredBy = ms > timeoutMs ? "unknown" : result;
  await call.network.exchange.updateCall(call.sid, { answeredBy: call.answeredBy });
  return tookMs;
}

function outcome(phone: SimulatedPhone, mode: "Enable" | "DetectMessageEnd"): { result: AnsweredBy; ms: number } {
  if (phone.answers === "fax") return { result: "fax", ms: FAX_MS };
  if (phone.silent) return { result: "unknown", ms: SILENCE_MS };
  if (phone.answers !== "machine") return { result: "human", ms: HUMAN_MS };
  if (mode === "Enable") return { result: "machine_start", ms: MACHINE_MS };
  const greetingMs = (phone.says ?? []).reduce<number>((sum, cue) => {
    const text = typeof cue === "string" ? cue : "speech" in cue ? cue.speech : "";
    return sum + spokenMs(text);
  }, 0);
  return { result: "machine_end_beep", ms: Math.max(MACHINE_MS, greetingMs) + BEEP_MS };
}
