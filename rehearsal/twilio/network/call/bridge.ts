import type { Act } from "./caller.ts";
import { spokenMs } from "./duration.ts";
import { aborted, Interrupted } from "./interruption.ts";
import type { LiveCall } from "./live-call.ts";

/** Why a bridge ended: a call ended or was redirected, both parties are silent, the first pressed `*`, time is up, or the second sent a REFER. */
export type BridgeEnd =
  | { readonly why: "gone" | "silence" | "star" | "limit" }
  | { readonly why: "refer"; readonly target: string };

export interface BridgeOptions {
  /** Whether the first party can leave the bridge by pressing `*`. */
  readonly hangupOnStar?: boolean;
  /** Signal that aborts at the time limit and ends the bridge. */
  readonly limit?: AbortSignal;
  /** Whether a REFER from the second party is accepted. */
  readonly refers?: boolean;
}

/**
 * Joins two calls: each party hears the other. They speak in turns, the second first; a person at a terminal can speak any time.
 * The bridge ends when either call is over, or when both parties stay silent.
 */
export async function bridge(a: LiveCall, b: LiveCall, options: BridgeOptions = {}): Promise<BridgeEnd> {
  const { hangupOnStar = false, limit, refers = false } = options;
  const stop = AbortSignal.any([a.signal, b.signal, ...(limit ? [limit] : [])]);
  let [floor, other] = [b, a];
  for (let silent = 0; !stop.aborted; ) {
    const heard = await next(floor, other, stop);
    if (heard === "stopped") break;
    if (heard === undefined) {
      silent += 1;
      if (silent === 2) return { why: "silence" };
      [floor, other] = [other, floor];
      continue;
    }
    silent = 0;
    const { who, act } = heard;
    const listener = who === a ? b : a;
    if ("refer" in act) {
      if (who === b && refers) return { why: "refer", target: act.refer };
      await who.log("warning", 13222, `REFER to ${act.refer} is declined: <Dial> has no referUrl`);
      continue;
    }
    if ("hangUp" in act) {
      await who.hangUp();
      break;
    }
    await passOn(who, [listener], act);
    if (hangupOnStar && who === a && "digits" in act && act.digits.includes("*")) return { why: "star" };
    if ("more" in act && act.more) [floor, other] = [who, listener];
    else [floor, other] = [listener, who];
  }
  return { why: limit?.aborted ? "limit" : "gone" };
}

interface Heard {
  readonly who: LiveCall;
  readonly act: Act;
}

/** Waits for the next act: in turn by the party with the floor, or out of turn by the other. Undefined when the former stays silent. */
async function next(floor: LiveCall, other: LiveCall, stop: AbortSignal): Promise<Heard | "stopped" | undefined> {
  const done = new AbortController();
  const signal = AbortSignal.any([stop, done.signal]);
  const turn = async (call: LiveCall, has: boolean): Promise<Heard | undefined> => {
    const act = await call.caller.turn({ by: "person", floor: has }, signal);
    return act && { who: call, act };
  };
  try {
    return await Promise.race([
      aborted(signal).then(() => "stopped" as const),
      turn(floor, true),
      turn(other, false).then((heard) => heard ?? new Promise<never>(() => {})),
    ]);
  } finally {
    done.abort();
  }
}

/** Plays one party's act to the listeners, for as long as it takes to say. */
export async function passOn(
  who: LiveCall,
  listeners: readonly LiveCall[],
  act: Exclude<Act, { hangUp: true } | { refer: string }>,
): Promise<void> {
  const text = "digits" in act ? `(presses ${act.digits})` : act.speech;
  const { name } = who.options;
  const kind = "digits" in act ? ("digits" as const) : ("speech" as const);
  const ms = "digits" in act ? 200 * act.digits.length : spokenMs(text);
  const sound = { kind, who: who.speaker, text, ms, ...(name === undefined ? {} : { name }) };
  who.heard(sound, true);
  for (const listener of listeners) listener.heard(sound, false);
  try {
    await who.wait(ms);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
}
