/** The refusal of more numbers than the region's limit, without the file's confirmation. */
export interface NumberLimitViolation {
  readonly code: "too-many-numbers";
  readonly message: string;
  readonly fix: string;
}

/**
 * Limits a tenant's numbers: with a mistyped `count` or a generated list, nothing is bought until the file confirms the total.
 *
 * @param cost monthly cost of all numbers, if the region has prices: `25,000.00 USD`
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
      ? `a tenant may have ${limit} unless its file confirms more`
      : `it confirms only ${confirmed}`;
  return {
    code: "too-many-numbers",
    message: `the file asks for ${wanted} numbers${cost === undefined ? "" : `, which cost ${cost} each month`}; ${said}`,
    fix: `to confirm, write \`numbers: ${wanted}\` in \`aybiza:tenant\`; otherwise lower a \`count\``,
  };
}
