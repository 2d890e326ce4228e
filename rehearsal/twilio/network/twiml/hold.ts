import { after } from "../../clock.ts";
import { aborted, Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Script } from "./script.ts";

/** Pause between two runs of a hold music document that takes no time. */
const TURN_MS = 100;

/** The webhook whose documents a waiting caller hears. */
export interface HoldMusic {
  readonly script: Script;
  readonly url: string;
  readonly method: string | undefined;
  /** Verbs allowed in the documents. */
  readonly verbs: ReadonlySet<string>;
  readonly params?: () => Record<string, string>;
}

/**
 * Makes a call wait until the signal aborts, with repeated hold music or, without `music`, in silence. Returns how a document ended
 * the wait, if one did: `leave` for `<Leave>`, `end` for the end of the call. A scripted caller hangs up after `limits.holdMs`.
 * @throws Interrupted when the call is over or gets new instructions
 */
export async function hold(
  call: LiveCall,
  until: AbortSignal,
  music: HoldMusic | undefined,
): Promise<"leave" | "end" | undefined> {
  const { clock, limits } = call.network;
  const giveUp = call.caller.unhurried ? undefined : after(clock, limits.holdMs, () => void call.hangUp());
  try {
    return await call.within(until, async () => {
      if (!music) {
        await call.until(aborted(until));
        return undefined;
      }
      const { script, url, method, verbs } = music;
      for (;;) {
        const began = clock.elapsed();
        const params = music.params?.() ?? {};
        const step = await script.nested(call, { purpose: "wait", url, ...(method ? { method } : {}), params }, verbs);
        if (step.kind === "leave" || step.kind === "end") return step.kind;
        if (clock.elapsed() - began < TURN_MS) await call.until(clock.sleep(TURN_MS, call.signal));
      }
    });
  } catch (error) {
    if (!(error instanceof Interrupted) || call.signal.aborted) throw error;
    return undefined;
  } finally {
    giveUp?.();
  }
}
