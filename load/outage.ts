/** How the tables fail during the outage: they answer with errors, or not at all. */
export interface OutagePhase {
  readonly mood: "throws" | "hangs";
  /** Milliseconds from the first arrival. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** An outage in the middle of the run: in its first half the tables answer errors, in its second they don't answer. */
export function outageOf(seconds: number, outageSeconds: number): readonly OutagePhase[] {
  if (outageSeconds <= 0) return [];
  const fromMs = ((seconds - outageSeconds) / 2) * 1000;
  const halfMs = (outageSeconds / 2) * 1000;
  return [
    { mood: "throws", fromMs, toMs: fromMs + halfMs },
    { mood: "hangs", fromMs: fromMs + halfMs, toMs: fromMs + 2 * halfMs },
  ];
}

/** Whether a moment lies before, during or after the outage. */
export function stretchOf(phases: readonly OutagePhase[], atMs: number): Stretch {
  if (phases.length === 0 || atMs < phases[0]!.fromMs) return "before";
  return atMs < phases.at(-1)!.toMs ? "during" : "after";
}

export type Stretch = "before" | "during" | "after";
