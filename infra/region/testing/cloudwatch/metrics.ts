import documented from "./documented-metrics.json" with { type: "json" };

/** One published value of a metric. */
export interface Sample {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** Minute of the value, counted from the start of the test. */
  readonly minute: number;
}

/** A metric query of an alarm. */
export interface Wanted {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
}

/** A period's statistic, with the number of samples. */
export interface Point {
  readonly value: number;
  readonly samples: number;
}

/** Metrics by minute. Each set of dimensions is a separate metric: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export class Metrics {
  /** Values of each metric by minute. */
  readonly #values = new Map<string, Map<number, number[]>>();

  put(sample: Sample): void {
    assertDocumented(sample);
    const key = keyOf(sample);
    const minutes = this.#values.get(key) ?? new Map<number, number[]>();
    this.#values.set(key, minutes);
    minutes.set(sample.minute, [...(minutes.get(sample.minute) ?? []), sample.value]);
  }

  /** The statistic of the minutes from `first` to `last`; undefined if nothing was published. */
  point(wanted: Wanted, first: number, last: number): Point | undefined {
    const minutes = this.#values.get(keyOf(wanted));
    const values: number[] = [];
    for (let minute = first; minutes !== undefined && minute <= last; minute++)
      values.push(...(minutes.get(minute) ?? []));
    if (values.length === 0) return undefined;
    return {
      value: statisticOf(
        values.sort((a, b) => a - b),
        wanted.statistic,
      ),
      samples: values.length,
    };
  }
}

/** @throws Error for an AWS metric that isn't documented, or not with these dimensions */
export function assertDocumented({ namespace, metricName, dimensions }: Omit<Wanted, "statistic">): void {
  if (!namespace.startsWith("AWS/")) return;
  const service = documented[namespace as keyof typeof documented];
  const names = sortedText(Object.keys(dimensions));
  const known = service?.dimensions.map(sortedText);
  if (service === undefined || !(metricName in service.metrics) || !known!.includes(names))
    throw new Error(
      `${namespace} documents no metric ${metricName} with the dimensions ${Object.keys(dimensions).join(", ")}: see ${service?.source ?? "documented-metrics.json"}`,
    );
}

function keyOf({ namespace, metricName, dimensions }: Omit<Wanted, "statistic">): string {
  return JSON.stringify([namespace, metricName, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

const sortedText = (names: readonly string[]): string => names.toSorted().join();

function statisticOf(sorted: readonly number[], statistic: string): number {
  if (statistic === "Sum") return sorted.reduce((sum, value) => sum + value, 0);
  if (statistic === "Maximum") return sorted.at(-1)!;
  const percentile = /^p([\d.]+)$/.exec(statistic)?.[1];
  if (percentile === undefined) throw new Error(`the evaluator doesn't know the statistic ${statistic}`);
  return sorted[Math.max(0, Math.ceil((sorted.length * Number(percentile)) / 100) - 1)]!;
}
