/** More numbers than a file that confirms none may have, and what to do. */
export interface NumberLimitViolation {
  readonly code: "too-many-numbers";
  readonly message: string;
  readonly fix: string;
}

/**
 * A plan limit: a count with a zero too many, or a list that some script wrote, buys nothing before somebody has written down that so many are meant.
 *
 * @param cost what all of them cost each month, where the region has prices: `25,000.00 USD`
 */
export function numberLimitViolation(q: {
  readonly wanted: number;
  /** The region's `limits.numbersPerTenant`. */
  readonly limit: number;
  /** The tenant's own `numbers`. */
  readonly confirmed: number | undefined;
  readonly cost: string | undefined;
}): NumberLimitViolation | undefined {
  const { wanted, limit, confirmed, cost } = q;
  if (wanted <= Math.max(limit, confirmed ?? 0)) return undefined;
  const said =
    confirmed === undefined || confirmed <= limit
      ? `a tenant has up to ${limit} unless its file confirms more`
      : `it confirms ${confirmed}`;
  return {
    code: "too-many-numbers",
    message: `the file asks for ${wanted} numbers${cost === undefined ? "" : `, which cost ${cost} each month`}; ${said}`,
    fix: `if so many are meant, write \`numbers: ${wanted}\` into \`aybiza:tenant\`; otherwise look for a \`count\` that is too high`,
  };
}
