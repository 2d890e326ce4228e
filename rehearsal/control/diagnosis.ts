/** Returns the diagnostics in the output of a failed engine run, or the whole output if it has none. */
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

/** Extracts the monthly cost of a tenant's numbers, and its change, from the engine's output; undefined for a region stack. */
export const monthlyCostIn = (output: string): string | undefined => /Monthly cost: (\d[^)\n]*\))/.exec(output)?.[1];
