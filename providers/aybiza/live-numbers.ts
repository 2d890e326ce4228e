import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { keys } from "../../domain/contract/route.ts";
import type { DynamoDb } from "./dynamodb.ts";

/** A live number: one that has a route in the table. */
export interface LiveNumber {
  /** E.164. */
  readonly number: string;
  readonly tenant: string;
}

/** Partition-key prefix and sort key of a number's route. */
const { pk: PREFIX, sk: ROUTE } = keys.route("");

/**
 * Returns the numbers that have a route in a table, sorted. Scans the whole table, which has a few items per number.
 * @throws ProviderError `table-not-found` if the credentials' account and Region don't have the table
 */
export async function liveNumbers(dynamodb: DynamoDb, table: string, signal: AbortSignal): Promise<LiveNumber[]> {
  const found: LiveNumber[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamodb.ask(table, signal, (client, sdk, options) =>
      client.send(
        new sdk.ScanCommand({
          TableName: table,
          ConsistentRead: true,
          FilterExpression: "begins_with(pk, :number) AND sk = :route",
          ExpressionAttributeValues: { ":number": { S: PREFIX }, ":route": { S: ROUTE } },
          ProjectionExpression: "pk, tenant",
          ...(from && { ExclusiveStartKey: from }),
        }),
        options,
      ),
    );
    for (const { pk, tenant } of page.Items ?? [])
      found.push({ number: pk!.S!.slice(PREFIX.length), tenant: tenant?.S ?? "nobody" });
    from = page.LastEvaluatedKey;
  } while (from);
  return found.sort((a, b) => (a.number < b.number ? -1 : 1));
}
