import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "../../../domain/contract/item.ts";
import { startMiniStack } from "../../../rehearsal/aws/ministack.ts";
import { type Engine, type Plugin, startLog, startPlugin } from "../../kit/testing/engine.ts";
import { fromAttributes, toAttributes } from "../attributes.ts";

export const urnOf = (name: string) => `urn:pulumi:acme-us::aybiza::aybiza:index:RoutesItem::${name}`;

const executable = fileURLToPath(new URL("../pulumi-resource-aybiza", import.meta.url));

/** A region's routes table on MiniStack (the local AWS emulator), and providers that use it. */
export interface World {
  readonly endpoint: string;
  readonly log: Awaited<ReturnType<typeof startLog>>;
  /** Opens and configures a new connection, as a new run of the engine does, without state of earlier connections. */
  run(): Promise<Engine>;
  /** Opens a connection without configuring it. */
  connect(): Engine;
  /** Starts a separate provider process. */
  plugin(env?: NodeJS.ProcessEnv): Promise<Plugin>;
  /** Reads a stored item, including its keys. */
  item(pk: string, sk?: string): Promise<Record<string, unknown> | undefined>;
  /** Reads the entries of a number's ledger, in order, including their keys. */
  ledger(number: string): Promise<Record<string, unknown>[]>;
  write(item: { pk: string; sk: string } & Record<string, unknown>): Promise<void>;
  writeRaw(item: Record<string, AttributeValue>): Promise<void>;
  erase(pk: string, sk?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Environment without the developer's AWS configuration. */
export const awsEnvironment = (endpoint: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
});

export async function startWorld(venv: string): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-routes-"));
  const [ministack, log] = await Promise.all([startMiniStack({ venv, dir }), startLog()]);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: ministack.endpoint, region: "us-east-1", credentials });
  const keys = ["pk", "sk"] as const;
  await client.send(
    new CreateTableCommand({
      TableName: "routes",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? "HASH" : "RANGE" })),
    }),
  );
  const plugins: Plugin[] = [];
  const start = async (env: NodeJS.ProcessEnv = {}) => {
    const plugin = await startPlugin(executable, [log.address], { ...awsEnvironment(ministack.endpoint), ...env });
    plugins.push(plugin);
    return plugin;
  };
  const shared = await start();
  const keyOf = (pk: string, sk: string) => ({ TableName: "routes", Key: toAttributes({ pk, sk }) });
  const writeRaw = async (Item: Record<string, AttributeValue>) => {
    await client.send(new PutItemCommand({ TableName: "routes", Item }));
  };
  return {
    endpoint: ministack.endpoint,
    log,
    async run() {
      const engine = shared.connect();
      await engine.configure({ region: "us-east-1" });
      return engine;
    },
    connect: () => shared.connect(),
    plugin: start,
    async item(pk, sk = "route") {
      const { Item } = await client.send(new GetItemCommand({ ...keyOf(pk, sk), ConsistentRead: true }));
      return Item && fromAttributes(Item);
    },
    async ledger(number) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: "routes",
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: `ledger#${number}` } },
          ConsistentRead: true,
        }),
      );
      return Items.map(fromAttributes);
    },
    write: (item) => writeRaw(toAttributes(item as Item)),
    writeRaw,
    async erase(pk, sk = "route") {
      await client.send(new DeleteItemCommand(keyOf(pk, sk)));
    },
    async stop() {
      await Promise.all(plugins.map((plugin) => plugin.stop()));
      log.close();
      client.destroy();
      await ministack.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
