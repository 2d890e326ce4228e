/** How the tables fail in a phase of the outage: they answer with errors (`throws`), or not at all (`hangs`). */
export interface OutagePhase {
  readonly mood: "throws" | "hangs";
  /** Due time, in milliseconds after the first call's. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Returns an outage in the middle of the run: in its first half the tables answer with errors, in its second half not at all. */
export function outageOf(seconds: number, outageSeconds: number): readonly OutagePhase[] {
  if (outageSeconds <= 0) return [];
  const fromMs = ((seconds - outageSeconds) / 2) * 1000;
  const halfMs = (outageSeconds / 2) * 1000;
  return [
    { mood: "throws", fromMs, toMs: fromMs + halfMs },
    { mood: "hangs", fromMs: fromMs + halfMs, toMs: fromMs + 2 * halfMs },
  ];
}

/** Returns whether a moment is before, during or after the outage. */
export function stretchOf(phases: readonly OutagePhase[], atMs: number): Stretch {
  if (phases.length === 0 || atMs < phases[0]!.fromMs) return "before";
  return atMs < phases.at(-1)!.toMs ? "during" : "after";
}

export type Stretch = "before" | "during" | "after";
