/** Of what a failed engine printed, the part that says why: its diagnostics, or all of it where it failed before it had any. */
export function diagnosis(output: string): string {
  const [, after] = output.split(/^Diagnostics:\n/m);
  if (after === undefined) return output.trim();
  const [said = ""] = after.split(/^(?:Resources|Outputs|Duration|Policies):/m);
  return said
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .join("\n")
    .trim();
}

/** What a tenant's numbers cost each month, and what this update changed in it, as the program told the engine; undefined of a region. */
export const toldCost = (output: string): string | undefined => /Monthly cost: (\d[^)\n]*\))/.exec(output)?.[1];
