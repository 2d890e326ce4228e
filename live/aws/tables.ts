import { DescribeTableCommand, type DynamoDBClient, UpdateTableCommand } from "@aws-sdk/client-dynamodb";

/** Timeout for a table to become active, in seconds: only an active table can be changed and deleted. */
const SECONDS = 60;

/** Removes a table's deletion protection. Ignores a missing table. */
export async function unprotectTable(dynamodb: DynamoDBClient, TableName: string): Promise<void> {
  try {
    await whenActive();
    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await whenActive();
  } catch (error) {
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  }

  async function whenActive(): Promise<void> {
    for (let seconds = 0; seconds < SECONDS; seconds++) {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      if (Table?.TableStatus === "ACTIVE") return;
      await new Promise((done) => setTimeout(done, 1_000));
    }
  }
}
