/** The part of a failed engine's output that says why: its diagnostics, or the whole output where there are none. */
export function diagnosis(output: string): string {
  const [, after] = output.split(/^Diagnostics:\n/m);
  if (after === undefined) return output.trim();
  const [diagnostics = ""] = after.split(/^(?:Resources|Outputs|Duration|Policies):/m);
  return diagnostics
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .join("\n")
    .trim();
}

/** The monthly cost of a tenant's numbers and its change, from the engine's output; undefined for a region. */
export const monthlyCostIn = (output: string): string | undefined => /Monthly cost: (\d[^)\n]*\))/.exec(output)?.[1];
