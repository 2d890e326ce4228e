/** Index of the calls table from which a tenant's month is read. */
export const BILLING_INDEX = "billing";

/** Partition key of the index: {@link billingKey}. */
export const BILLING_KEY = "billing";

/**
 * Fields of a call's record that an invoice needs; the index holds them beside its keys. Each is written at most twice in a call, so most events
 * cause no write to the index. DynamoDB allows twenty.
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
 * Partition key of a call in the index: its tenant, the month in which it began (UTC), and one of sixteen shards. A partition takes 1,000 writes a
 * second, and a throttled index throttles its table
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes), so the shards keep a tenant's
 * busiest hour from costing call records. The last digit of the CallSid is random, and picks the shard.
 */
export function billingKey(tenant: string, at: Date, callSid: string): string {
  return `${tenant}#${at.toISOString().slice(0, 7)}#${callSid.at(-1)!.toLowerCase()}`;
}

/** Partition keys of the billing index that hold a tenant's calls of one month (`2026-11`): one for each shard. */
export const billingKeys = (tenant: string, month: string): string[] =>
  [...SHARDS].map((shard) => `${tenant}#${month}#${shard}`);
