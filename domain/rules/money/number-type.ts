/** Types of number, as prices and searches tell them apart, and as stack files and the ledger write them. */
export const NUMBER_TYPES = ["local", "mobile", "toll-free", "national"] as const;

/** One of them. */
export type NumberType = (typeof NUMBER_TYPES)[number];
