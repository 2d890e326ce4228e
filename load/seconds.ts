import { percentile } from "../bench/statistics.ts";
import { type Stretch, stretchOf } from "./outage.ts";
import { isError, type Load } from "./result.ts";
import type { Sample } from "./samples.ts";

/** Figures of the samples due in one second of a load. Latencies are in milliseconds; undefined without samples. */
export interface Second {
  readonly second: number;
  readonly stretch: Stretch;
  /** Number of calls due. */
  readonly calls: number;
  readonly webhooks: number;
  readonly voice: Latencies | undefined;
  /** Latencies of the webhooks after an agent, and of status callbacks. */
  readonly later: Latencies | undefined;
  /** Times from a call's first ringing to the first word that the caller hears; only the whole path measures them. */
  readonly answer: Latencies | undefined;
  /** Number of unwanted results by kind: `notice in place of an agent`, `HTTP 503`, `no answer`... */
  readonly troubles: Readonly<Record<string, number>>;
  /** Maximum number of waiting late events in this second. */
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

/** Computes a load's figures for each second, from the first call to the last event, with exact percentiles. */
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

/** Returns the kind of an unwanted result; undefined for a wanted one. With result `network`, Twilio's voice speaks the region's notice. */
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

/** Computes the latencies of each kind of webhook before, during and after the outage, by the webhooks' due times. */
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
