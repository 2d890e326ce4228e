/** Index of the calls table by which a tenant's month is read. */
export const BILLING_INDEX = "billing";

/** Attribute that the index is by: {@link billingKey}. */
export const BILLING_KEY = "billing";

/**
 * What the index holds of a call beside its keys: what an invoice needs. Each is written once or twice in a call's life, so that most
 * events cost the index nothing. DynamoDB allows twenty.
 */
export const BILLED_FIELDS = [
  "accountSid",
  "connection",
  "dialSeconds",
  "dialStatus",
  "durationSeconds",
  "endedAt",
  "failedAt_after-dial",
  "number",
  "startedAt",
] as const;

const SHARDS = "0123456789abcdef";

/**
 * Where the index keeps a call: its tenant, the month in which it began (UTC), and one of sixteen shards. One partition of an index takes
 * 1,000 writes a second, and what it refuses is refused to the table too
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes): a tenant's busiest hour
 * must not cost a call's record. The last digit of a call's SID, which is random, spreads them.
 */
export function billingKey(tenant: string, at: Date, callSid: string): string {
  return `${tenant}#${at.toISOString().slice(0, 7)}#${callSid.at(-1)!.toLowerCase()}`;
}

/** All keys of a tenant's month (`2026-11`). */
export const billingKeys = (tenant: string, month: string): string[] =>
  [...SHARDS].map((shard) => `${tenant}#${month}#${shard}`);
