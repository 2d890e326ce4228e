import { after } from "../../clock.ts";
import { aborted, Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import { runDocuments } from "./script.ts";

/** Between two turns of a hold document that takes no time. */
const TURN_MS = 100;

/**
 * Lets a call wait until the signal aborts, with the documents of a wait URL over and over, or in silence where there is none.
 * Returns how a document left it, if one did: by `<Leave>`, or by an end. A scripted caller gives up after `limits.holdMs`.
 * @throws Interrupted when the call itself goes on elsewhere
 */
export async function hold(
  call: LiveCall,
  until: AbortSignal,
  music:
    | { url: string; method: string | undefined; verbs: ReadonlySet<string>; params?: () => Record<string, string> }
    | undefined,
): Promise<"leave" | "end" | undefined> {
  const { clock, limits } = call.network;
  const giveUp = call.caller.unhurried ? undefined : after(clock, limits.holdMs, () => void call.hangUp());
  try {
    return await call.within(until, async () => {
      if (!music) {
        await call.until(aborted(until));
        return undefined;
      }
      for (;;) {
        const began = clock.elapsed();
        const step = await runDocuments(
          call,
          {
            purpose: "wait",
            url: music.url,
            ...(music.method ? { method: music.method } : {}),
            params: music.params?.() ?? {},
          },
          { verbs: music.verbs },
        );
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
