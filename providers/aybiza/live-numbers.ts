import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { keys } from "../../lambdas/router/route.ts";
import { ProviderError } from "../kit/handler.ts";
import type { DynamoDb } from "./dynamodb.ts";

/** A number that has a route: its callers are answered here. */
export interface LiveNumber {
  /** E.164. */
  readonly number: string;
  readonly tenant: string;
}

/** The prefix and the sort key of a number's route, as the program writes them. */
const { pk: PREFIX, sk: ROUTE } = keys.route("");

/** The numbers that have a route in a table, in order; none in a table that isn't there any more. Reads the whole table, which holds a few items for each number. */
export async function liveNumbers(dynamodb: DynamoDb, table: string, signal: AbortSignal): Promise<LiveNumber[]> {
  const found: LiveNumber[] = [];
  let from: Record<string, AttributeValue> | undefined;
  try {
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
  } catch (error) {
    if (error instanceof ProviderError && error.code === "no-table") return [];
    throw error;
  }
  return found.sort((a, b) => (a.number < b.number ? -1 : 1));
}
