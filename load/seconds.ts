import { percentile } from "../bench/statistics.ts";
import { type Stretch, stretchOf } from "./outage.ts";
import { isError, type Load } from "./result.ts";
import type { Sample } from "./samples.ts";

/** What was due in one second of a load. Latencies in milliseconds; undefined where nothing was due. */
export interface Second {
  readonly second: number;
  readonly stretch: Stretch;
  /** Calls that came in. */
  readonly calls: number;
  readonly webhooks: number;
  readonly voice: Latencies | undefined;
  /** The webhooks after an agent, and status callbacks. */
  readonly later: Latencies | undefined;
  /** From the call's first ringing to the first word that the caller hears, where that was measured. */
  readonly answer: Latencies | undefined;
  /** How many results of each kind weren't as they should be: `notice`, `HTTP 503`, `no answer`... */
  readonly troubles: Readonly<Record<string, number>>;
  /** Late events that waited, the most of this second. */
  readonly waiting: number;
}

export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export function latenciesOf(samples: readonly Sample[]): Latencies | undefined {
  if (samples.length === 0) return undefined;
  const values = samples.map(({ latencyMs }) => latencyMs);
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share)) as [
    number,
    number,
    number,
    number,
  ];
  return { count: samples.length, p50, p95, p99, max };
}

/** A load second by second, from the first call to the last event; exact percentiles, not estimates. */
export function secondsOf({ samples, waiting, outage }: Load): Second[] {
  const lastMs = Math.max(
    0,
    ...waiting.map(({ atMs }) => atMs),
    samples.reduce((last, { atMs }) => Math.max(last, atMs), 0),
  );
  const bySecond = Array.from({ length: Math.floor(lastMs / 1000) + 1 }, (): Sample[] => []);
  for (const sample of samples) bySecond[Math.max(0, Math.floor(sample.atMs / 1000))]!.push(sample);
  return bySecond.map((due, second) => {
    const of = (...steps: string[]) => due.filter(({ step }) => steps.includes(step));
    const troubles: Record<string, number> = {};
    for (const { step, result } of due) {
      const trouble = troubleOf(step, result);
      if (trouble) troubles[trouble] = (troubles[trouble] ?? 0) + 1;
    }
    const waited = waiting.filter(({ atMs }) => Math.floor(atMs / 1000) === second).map(({ count }) => count);
    return {
      second,
      stretch: stretchOf(outage, second * 1000),
      calls: of("voice").length,
      webhooks: due.filter(({ step }) => step !== "answer").length,
      voice: latenciesOf(of("voice", "fallback")),
      later: latenciesOf(of("after", "status")),
      answer: latenciesOf(of("answer")),
      troubles,
      waiting: Math.max(0, ...waited),
    };
  });
}

/** What to count a result as, where it isn't as it should be. `network` is Twilio's voice: it speaks the region's notice. */
export function troubleOf(step: string, result: string): string | undefined {
  if (isError(result)) return result;
  if (step === "fallback") return "fallback URL asked";
  return result === "notice" || (step === "answer" && result === "network") ? "notice in place of an agent" : undefined;
}

/** A row of the summary. */
export interface Row {
  readonly what: string;
  readonly stretch: Stretch;
  readonly latencies: Latencies;
  readonly errors: number;
}

const NAMES: readonly (readonly [name: string, ...steps: string[]])[] = [
  ["answer delay", "answer"],
  ["voice webhook", "voice"],
  ["after the agent", "after"],
  ["status callback", "status"],
  ["fallback URL", "fallback"],
];

/** Latencies before, during and after the outage, for each kind of webhook, by when they were due. */
export function summaryOf({ samples, outage }: Load): Row[] {
  return NAMES.flatMap(([what, ...steps]) =>
    (["before", "during", "after"] as const).flatMap((stretch) => {
      const due = samples.filter(({ step, atMs }) => steps.includes(step) && stretchOf(outage, atMs) === stretch);
      const latencies = latenciesOf(due);
      return latencies
        ? [{ what, stretch, latencies, errors: due.filter(({ result }) => isError(result)).length }]
        : [];
    }),
  );
}
