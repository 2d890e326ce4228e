import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { startMiniStack } from "../../rehearsal/aws/ministack.ts";
import { ministackVenv } from "../../rehearsal/paths.ts";
import { type AccountTokens, keys, type Route } from "../router/route.ts";
import { type Item, toAttributes } from "../tables/attributes.ts";

const venv = process.env.AYBIZA_MINISTACK_VENV ?? ministackVenv;

/** Whether MiniStack is set up on this machine; the first `npm start` or `npm test` does that. */
export const hasMiniStack = existsSync(join(venv, "bin", "python"));

/** A cloud with the tables of a region, over the AWS SDK's real clients. */
export interface Cloud {
  readonly endpoint: string;
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  setRoute(route: Route): Promise<void>;
  setAccount(accountSid: string, tenant: string, tokens: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startCloud(): Promise<Cloud> {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-lambdas-"));
  const ministack = await startMiniStack({ venv, dir });
  const options = {
    endpoint: ministack.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const dynamodb = new DynamoDBClient(options);
  const kms = new KMSClient(options);
  await dynamodb.send(table("calls", ["callSid"]));
  await dynamodb.send(table("routes", ["pk", "sk"]));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const put = (key: { pk: string; sk: string }, item: object) =>
    dynamodb.send(new PutItemCommand({ TableName: "routes", Item: toAttributes({ ...key, ...(item as Item) }) }));

  return {
    endpoint: ministack.endpoint,
    dynamodb,
    kms,
    async setRoute(route) {
      await put(keys.route(route.number), route);
    },
    async setAccount(accountSid, tenant, tokens) {
      const sealed = tokens.map(async (token) => {
        const command = new EncryptCommand({
          KeyId: KeyMetadata!.KeyId,
          Plaintext: Buffer.from(token),
          EncryptionContext: { accountSid },
        });
        return Buffer.from((await kms.send(command)).CiphertextBlob!).toString("base64");
      });
      const account: AccountTokens = {
        schema: 1,
        accountSid,
        tenant,
        connection: "own",
        tokens: await Promise.all(sealed),
      };
      await put(keys.account(accountSid), account);
    },
    async stop() {
      dynamodb.destroy();
      kms.destroy();
      await ministack.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function table(name: string, keyNames: readonly [string, string?]): CreateTableCommand {
  const names = keyNames.filter((key) => key !== undefined);
  return new CreateTableCommand({
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? "HASH" : "RANGE" })),
  });
}
