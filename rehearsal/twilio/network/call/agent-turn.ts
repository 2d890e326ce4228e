import type { Bell } from "./bell.ts";
import type { LiveCall } from "./live-call.ts";

/** Waits up to `ms` for the bell that rings when an agent acts. Returns whether it rang. @throws Interrupted */
export async function rings(call: LiveCall, bell: Bell, ms: number): Promise<boolean> {
  const { clock } = call.network;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, call.signal]);
  const rung = bell.next().then(() => true);
  try {
    return await call.until(Promise.race([clock.during(rung), clock.sleep(ms, signal).then(() => false)]));
  } finally {
    stop.abort();
    // Resolve `rung`: otherwise it would stay in the bell's list of waiters.
    bell.ring();
  }
}

/** Hangs up on an agent that didn't answer within `limits.patienceMs`. */
export async function giveUp(call: LiveCall): Promise<void> {
  const text = `(hangs up: no answer for ${call.network.limits.patienceMs} ms)`;
  call.heard({ kind: "tone", who: call.speaker, text, ms: 0 });
  await call.hangUp();
}
