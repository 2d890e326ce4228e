import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type { Item } from "../../domain/contract/item.ts";
import { keys, type Route, type SealedToken } from "../../domain/contract/route.ts";
import { fingerprintOf, sealToken } from "../../domain/contract/seal.ts";
import { startMiniStack } from "../../rehearsal/aws/ministack.ts";
import { ministackVenv } from "../../rehearsal/paths.ts";
import { toAttributes } from "../tables/attributes.ts";

/** MiniStack with the tables of a region, through the AWS SDK's real clients. */
export interface Cloud {
  readonly endpoint: string;
  readonly tokenKeyArn: string;
  readonly dynamodb: DynamoDBClient;
  readonly kms: KMSClient;
  setRoute(route: Route): Promise<void>;
  setAccount(accountSid: string, tenant: string, tokens: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startCloud(): Promise<Cloud> {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-lambdas-"));
  const ministack = await startMiniStack({ venv: ministackVenv, dir });
  const options = {
    endpoint: ministack.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const dynamodb = new DynamoDBClient(options);
  const kms = new KMSClient(options);
  await dynamodb.send(table("calls", ["callSid"]));
  await dynamodb.send(table("routes", ["pk", "sk"]));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ KeySpec: "RSA_3072", KeyUsage: "ENCRYPT_DECRYPT" }));
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: KeyMetadata!.KeyId }));
  const publicKeyPem = createPublicKey({ key: Buffer.from(PublicKey!), format: "der", type: "spki" })
    .export({ type: "spki", format: "pem" })
    .toString();
  const put = (key: { pk: string; sk: string }, item: object) =>
    dynamodb.send(new PutItemCommand({ TableName: "routes", Item: toAttributes({ ...key, ...(item as Item) }) }));

  return {
    endpoint: ministack.endpoint,
    tokenKeyArn: KeyMetadata!.Arn!,
    dynamodb,
    kms,
    async setRoute(route) {
      await put(keys.route(route.number), route);
    },
    async setAccount(accountSid, tenant, tokens) {
      for (const token of tokens) {
        const item: SealedToken = {
          schema: 1,
          accountSid,
          tenant,
          connection: "own",
          sealed: sealToken({ publicKeyPem, accountSid, token }),
        };
        await put(keys.token(accountSid, fingerprintOf(accountSid, token)), item);
      }
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
