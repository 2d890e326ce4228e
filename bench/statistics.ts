/** Returns the median. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("no values, no median");
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Returns a percentile by the nearest rank; `share` is 0.99 for p99. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("no values, no percentile");
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Returns the median of the ratios of paired values, measured in alternation: a machine that slows down slows both of a pair. */
export function pairedRatio(values: readonly number[], baseline: readonly number[]): number {
  if (values.length !== baseline.length) throw new RangeError(`${values.length} values, ${baseline.length} baselines`);
  return median(values.map((value, i) => value / baseline[i]!));
}

/** Returns the median and the range as text: `1.2 s (1.1 to 1.4 in 5 runs)`. */
export function spread(values: readonly number[], unit: string, digits = 2): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const runs = values.length === 1 ? "one run" : `${values.length} runs`;
  return `${median(values).toFixed(digits)} ${unit} (${least.toFixed(digits)} to ${most.toFixed(digits)} in ${runs})`;
}
