/** A value for each period of the evaluation range, the newest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

/**
 * The part of metric math that our alarms use: sums of metrics and of `TIME_SERIES(number)`.
 * "Missing values in a time series are treated as 0" in sums, and TIME_SERIES "returns a non-sparse time series":
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws Error for anything else: add it here with its documented meaning before an alarm uses it
 */
export function evaluateExpression(
  expression: string,
  metrics: Readonly<Record<string, Series>>,
  periods: number,
): Series {
  const terms = expression.split("+").map((term) => {
    const text = term.trim();
    const constant = /^TIME_SERIES\((\d+)\)$/.exec(text)?.[1];
    if (constant !== undefined) return Array.from({ length: periods }, () => Number(constant));
    const series = metrics[text];
    if (series === undefined)
      throw new Error(`the evaluator doesn't know \`${text}\` of the expression \`${expression}\``);
    return series;
  });
  return Array.from({ length: periods }, (_, i) => {
    const values = terms.map((term) => term[i]);
    return values.every((value) => value === undefined) ? undefined : values.reduce<number>((a, b) => a + (b ?? 0), 0);
  });
}
