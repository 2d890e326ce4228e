import type { CancellationReason, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Item } from "../../../domain/contract/item.ts";
import { type LedgerEntry, ledgerKeys } from "../../../domain/contract/ledger.ts";
import { ProviderError } from "../../kit/handler.ts";
import { pause } from "../../kit/retry.ts";
import { fromAttributes, toAttributes } from "../attributes.ts";
import type { DynamoDb } from "../dynamodb.ts";
import type { Author } from "./author.ts";
import type { Event } from "./events.ts";

/** Maximum attempts if another run used the entry's sequence number, or another transaction conflicts. */
const ATTEMPTS = 6;
/**
 * Reasons of a cancelled transaction that justify a retry.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const PASSING = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/** A change of an item and the ledger entries of its number, in one transaction. */
export interface Recorded {
  readonly table: string;
  /** E.164. */
  readonly number: string;
  /** Returns the entries to append after the last one; none if only the item changes. */
  readonly events: (head: LedgerEntry | undefined) => Event[];
  readonly author: () => Promise<Author>;
  readonly change: TransactWriteItem;
}

/** The outcome of a transaction; `refusedBy` is set if the condition of the item's change failed. */
export type RecordedOutcome = "done" | { readonly refusedBy: CancellationReason };

/**
 * Makes a change and writes its ledger entries in one transaction. An entry gets the sequence number after the last one, on the condition that this
 * sequence number is free, so of two concurrent runs one retries. The entries are derived from the last one, so a repetition after a lost response
 * writes nothing.
 */
export async function record(dynamodb: DynamoDb, q: Recorded, signal: AbortSignal): Promise<RecordedOutcome> {
  for (let attempt = 1; ; attempt++) {
    const last = await lastEntry(dynamodb, q, signal);
    const events = q.events(last?.entry);
    const author = events.length > 0 ? await q.author() : undefined;
    const at = new Date().toISOString();
    const puts = events.map((event, i): TransactWriteItem => {
      const entry: LedgerEntry = { schema: 1, number: q.number, at, ...author!, ...event };
      const keys = { pk: ledgerKeys.pk(q.number), sk: ledgerKeys.sk((last?.sequence ?? 0) + 1 + i) };
      const item = { ...(entry as unknown as Item), ...keys };
      return {
        Put: { TableName: q.table, Item: toAttributes(item), ConditionExpression: "attribute_not_exists(pk)" },
      };
    });
    const reasons = await transact(dynamodb, q.table, [q.change, ...puts], signal);
    if (reasons === undefined) return "done";
    const [own, ...others] = reasons;
    if (own?.Code === "ConditionalCheckFailed") return { refusedBy: own };
    const passing = [own, ...others].some((r) => PASSING.includes(r?.Code ?? ""));
    const overtaken = others.some((r) => r.Code === "ConditionalCheckFailed");
    if (attempt === ATTEMPTS || !(passing || overtaken)) throw unsteady(q, reasons);
    await pause(attempt, signal);
  }
}

/** Runs a transaction. Returns undefined if it succeeded, otherwise the reasons for its cancellation. */
async function transact(
  dynamodb: DynamoDb,
  table: string,
  items: TransactWriteItem[],
  signal: AbortSignal,
): Promise<readonly CancellationReason[] | undefined> {
  try {
    await dynamodb.ask(table, signal, (client, sdk, options) =>
      client.send(new sdk.TransactWriteItemsCommand({ TransactItems: items }), options),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "TransactionCanceledException") throw error;
    return (error as Error & { CancellationReasons?: CancellationReason[] }).CancellationReasons ?? [];
  }
}

async function lastEntry(
  dynamodb: DynamoDb,
  { table, number }: Recorded,
  signal: AbortSignal,
): Promise<{ readonly entry: LedgerEntry; readonly sequence: number } | undefined> {
  const { Items } = await dynamodb.ask(table, signal, (client, sdk, options) => {
    const input = {
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: ledgerKeys.pk(number) } },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    };
    return client.send(new sdk.QueryCommand(input), options);
  });
  if (!Items?.[0]) return undefined;
  const entry = fromAttributes(Items[0]) as unknown as LedgerEntry & { readonly sk: string };
  return { entry, sequence: Number(entry.sk) };
}

function unsteady({ number, table }: Recorded, reasons: readonly CancellationReason[]): ProviderError {
  const said = reasons.map((r) => r.Code).filter((code) => code !== undefined && code !== "None");
  const text = `the route and the ledger of ${number} in ${table} couldn't be written together (${said.join(", ") || "no reason given"}): another update writes them at the same time. Run it again`;
  return new ProviderError("ledger-contended", text);
}
