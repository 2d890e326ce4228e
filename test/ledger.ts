import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type LedgerEntry, ledgerKeys } from "../domain/contract/ledger.ts";
import type { World } from "../rehearsal/world.ts";

/** Reads a number's ledger entries in region `us`, in order. */
export async function ledgerOf({ aws }: World, number: string): Promise<LedgerEntry[]> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: aws.endpoint, region: "us-east-1", credentials });
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: "aybiza-us-routes",
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: ledgerKeys.pk(number) } },
      ConsistentRead: true,
    }),
  );
  client.destroy();
  return Items.map((item) => unmarshall(item) as unknown as LedgerEntry);
}
