/** Types of number, in prices, searches, stack files and the ledger. */
export const NUMBER_TYPES = ["local", "mobile", "toll-free", "national"] as const;

/** One of them. */
export type NumberType = (typeof NUMBER_TYPES)[number];
