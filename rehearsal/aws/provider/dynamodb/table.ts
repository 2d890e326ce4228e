import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone, until } from "../aws.ts";
import { type Call, type Resource, tagList, tagMap } from "../resource.ts";
import { given, isEmpty } from "../values.ts";

/** A DynamoDB table; its id is its name. */
export const table: Resource = {
  token: "aws:dynamodb/table:Table",

  mistakes({ globalSecondaryIndexes }) {
    const indexes: Bag[] = Array.isArray(globalSecondaryIndexes) ? globalSecondaryIndexes : [];
    return indexes.flatMap((index, i) => {
      const old = index.hashKey !== undefined || index.rangeKey !== undefined;
      const property = `globalSecondaryIndexes[${i}]`;
      if (old && index.keySchemas !== undefined)
        return [{ property, reason: "has `keySchemas` beside `hashKey` or `rangeKey`: they are mutually exclusive" }];
      return index.hashKey === undefined && index.keySchemas === undefined
        ? [{ property, reason: "has no key: give it `keySchemas`" }]
        : [];
    });
  },

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.dynamodb();
    const input: CreateTableCommandInput = {
      TableName: inputs.name,
      AttributeDefinitions: definitions(inputs.attributes),
      KeySchema: keySchema(inputs),
      BillingMode: inputs.billingMode,
      ProvisionedThroughput: throughput(inputs, inputs.billingMode),
      GlobalSecondaryIndexes: isEmpty(inputs.globalSecondaryIndexes)
        ? undefined
        : inputs.globalSecondaryIndexes.map((index: Bag) => globalIndex(index, inputs.billingMode)),
      LocalSecondaryIndexes: isEmpty(inputs.localSecondaryIndexes)
        ? undefined
        : inputs.localSecondaryIndexes.map((i: Bag) => ({
            ...index(i),
            KeySchema: keySchema({ hashKey: inputs.hashKey, rangeKey: i.rangeKey }),
          })),
      StreamSpecification: inputs.streamEnabled
        ? { StreamEnabled: true, StreamViewType: inputs.streamViewType }
        : undefined,
      SSESpecification: encryption(inputs.serverSideEncryption),
      TableClass: inputs.tableClass,
      DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
      Tags: tagList(tags),
    };
    await client.send(new sdk.CreateTableCommand(input));
    call.made(inputs.name);
    await active(call, inputs.name);
    if (inputs.ttl?.enabled) await expire(call, inputs.name, inputs.ttl);
    if (inputs.pointInTimeRecovery) await recover(call, inputs.name, inputs.pointInTimeRecovery);
    return inputs.name;
  },

  async read(call, id, state) {
    const { client, sdk } = await call.aws.dynamodb();
    const description = await describe(call, id);
    if (!description || description.TableStatus === "DELETING") return undefined;
    const [ttl, backups, tags] = await Promise.all([
      client.send(new sdk.DescribeTimeToLiveCommand({ TableName: id })),
      client.send(new sdk.DescribeContinuousBackupsCommand({ TableName: id })),
      client.send(new sdk.ListTagsOfResourceCommand({ ResourceArn: description.TableArn })),
    ]);
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    const recovers = recovery?.PointInTimeRecoveryStatus === "ENABLED";
    return {
      properties: {
        ...propertiesOf(description, state),
        ttl: {
          enabled: ["ENABLED", "ENABLING"].includes(ttl.TimeToLiveDescription?.TimeToLiveStatus ?? ""),
          attributeName: ttl.TimeToLiveDescription?.AttributeName ?? "",
        },
        pointInTimeRecovery: {
          enabled: recovers,
          ...(recovers ? given({ recoveryPeriodInDays: recovery.RecoveryPeriodInDays }) : {}),
        },
      },
      tags: tagMap(tags.Tags),
    };
  },

  async update(call, { id, news, olds, changed, tags, goneTags, oldState }) {
    const { client, sdk } = await call.aws.dynamodb();
    // UpdateTable accepts one kind of change in each call.
    const steps: object[] = [];
    if (changed("billingMode", "readCapacity", "writeCapacity")) {
      steps.push({ BillingMode: news.billingMode, ProvisionedThroughput: throughput(news, news.billingMode) });
    }
    if (changed("streamEnabled", "streamViewType")) {
      if (olds.streamEnabled) steps.push({ StreamSpecification: { StreamEnabled: false } });
      if (news.streamEnabled)
        steps.push({ StreamSpecification: { StreamEnabled: true, StreamViewType: news.streamViewType } });
    }
    if (changed("serverSideEncryption"))
      steps.push({ SSESpecification: encryption(news.serverSideEncryption) ?? { Enabled: false } });
    if (changed("tableClass")) steps.push({ TableClass: news.tableClass });
    if (changed("deletionProtectionEnabled")) steps.push({ DeletionProtectionEnabled: news.deletionProtectionEnabled });
    for (const step of indexSteps(olds.globalSecondaryIndexes ?? [], news)) steps.push(step);
    for (const step of steps) {
      await client.send(new sdk.UpdateTableCommand({ TableName: id, ...step }));
      await active(call, id);
    }
    if (changed("ttl") && news.ttl) await expire(call, id, news.ttl);
    if (changed("pointInTimeRecovery") && news.pointInTimeRecovery) await recover(call, id, news.pointInTimeRecovery);
    const ResourceArn = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceArn, Tags: tagList(tags) }));
  },

  async remove(call, id) {
    const { client, sdk } = await call.aws.dynamodb();
    await client.send(new sdk.DeleteTableCommand({ TableName: id }));
    await until(`deletion of table ${id}`, async () => ((await describe(call, id)) ? undefined : true), call);
  },

  moved: ({ changed }) => (changed("streamEnabled", "streamViewType") ? ["streamArn", "streamLabel"] : []),
};

async function describe(call: Call, name: string): Promise<TableDescription | undefined> {
  const { client, sdk } = await call.aws.dynamodb();
  return (await unlessGone(client.send(new sdk.DescribeTableCommand({ TableName: name }))))?.Table;
}

async function active(call: Call, name: string): Promise<void> {
  const settled = (t: TableDescription | undefined) =>
    t?.TableStatus === "ACTIVE" && (t.GlobalSecondaryIndexes ?? []).every((i) => i.IndexStatus === "ACTIVE");
  await until(`table ${name} active`, async () => (settled(await describe(call, name)) ? true : undefined), call);
}

async function expire(call: Call, TableName: string, ttl: Bag): Promise<void> {
  const { client, sdk } = await call.aws.dynamodb();
  const specification = { Enabled: ttl.enabled ?? false, AttributeName: ttl.attributeName };
  await client.send(new sdk.UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: specification }));
}

async function recover(call: Call, TableName: string, recovery: Bag): Promise<void> {
  const { client, sdk } = await call.aws.dynamodb();
  const specification = {
    PointInTimeRecoveryEnabled: recovery.enabled,
    RecoveryPeriodInDays: recovery.recoveryPeriodInDays,
  };
  await client.send(
    new sdk.UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification: specification }),
  );
}

/** Converts a table to properties. Spells index keys as the program does: the official provider accepts `keySchemas` and, deprecated, `hashKey`. */
function propertiesOf(t: TableDescription, state: Bag): Bag {
  const inOldWords = (name: string | undefined) =>
    ((state.globalSecondaryIndexes ?? []) as Bag[]).some((i) => i.name === name && i.hashKey !== undefined);
  const key = (type: string, schema = t.KeySchema) => schema?.find((k) => k.KeyType === type)?.AttributeName;
  return {
    arn: t.TableArn,
    name: t.TableName,
    attributes: t.AttributeDefinitions?.map((a) => ({ name: a.AttributeName, type: a.AttributeType })),
    hashKey: key("HASH"),
    rangeKey: key("RANGE"),
    billingMode: t.BillingModeSummary?.BillingMode ?? "PROVISIONED",
    readCapacity: t.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    writeCapacity: t.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    deletionProtectionEnabled: t.DeletionProtectionEnabled ?? false,
    serverSideEncryption: {
      enabled: t.SSEDescription?.Status === "ENABLED",
      kmsKeyArn: t.SSEDescription?.KMSMasterKeyArn ?? "",
    },
    streamEnabled: t.StreamSpecification?.StreamEnabled ?? false,
    streamViewType: t.StreamSpecification?.StreamViewType ?? "",
    streamArn: t.LatestStreamArn ?? "",
    streamLabel: t.LatestStreamLabel ?? "",
    tableClass: t.TableClassSummary?.TableClass ?? "STANDARD",
    globalSecondaryIndexes: t.GlobalSecondaryIndexes?.map((i) =>
      given({
        name: i.IndexName,
        ...(inOldWords(i.IndexName)
          ? { hashKey: key("HASH", i.KeySchema), rangeKey: key("RANGE", i.KeySchema) }
          : { keySchemas: i.KeySchema?.map((k) => ({ attributeName: k.AttributeName, keyType: k.KeyType })) }),
        projectionType: i.Projection?.ProjectionType,
        nonKeyAttributes: i.Projection?.NonKeyAttributes,
        readCapacity: i.ProvisionedThroughput?.ReadCapacityUnits || undefined,
        writeCapacity: i.ProvisionedThroughput?.WriteCapacityUnits || undefined,
      }),
    ),
    localSecondaryIndexes: t.LocalSecondaryIndexes?.map((i) =>
      given({
        name: i.IndexName,
        rangeKey: key("RANGE", i.KeySchema),
        projectionType: i.Projection?.ProjectionType,
        nonKeyAttributes: i.Projection?.NonKeyAttributes,
      }),
    ),
  };
}

function definitions(attributes: Bag[]): AttributeDefinition[] {
  return attributes?.map((a) => ({ AttributeName: a.name, AttributeType: a.type }));
}

function keySchema({ hashKey, rangeKey }: Bag) {
  const hash = { AttributeName: hashKey as string, KeyType: "HASH" as const };
  return rangeKey ? [hash, { AttributeName: rangeKey as string, KeyType: "RANGE" as const }] : [hash];
}

function throughput({ readCapacity, writeCapacity }: Bag, billingMode: string) {
  return billingMode === "PROVISIONED"
    ? { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity }
    : undefined;
}

function encryption(sse: Bag | undefined) {
  if (!sse) return undefined;
  return sse.enabled ? { Enabled: true, SSEType: "KMS" as const, KMSMasterKeyId: sse.kmsKeyArn } : { Enabled: false };
}

function index(i: Bag) {
  return {
    IndexName: i.name as string,
    Projection: given({ ProjectionType: i.projectionType, NonKeyAttributes: i.nonKeyAttributes }),
  };
}

function globalIndex(i: Bag, billingMode: string): GlobalSecondaryIndex {
  const given = i.keySchemas?.map((k: Bag) => ({ AttributeName: k.attributeName, KeyType: k.keyType }));
  return { ...index(i), KeySchema: given ?? keySchema(i), ProvisionedThroughput: throughput(i, billingMode) };
}

/** Returns the steps that change indexes. Only an index's capacity can be changed, so a different index is deleted and created again. */
function indexSteps(olds: Bag[], news: Bag): object[] {
  const wanted = (news.globalSecondaryIndexes ?? []) as Bag[];
  const equal = (a: Bag, b: Bag) => JSON.stringify(globalIndex(a, "")) === JSON.stringify(globalIndex(b, ""));
  const gone = olds.filter((o) => !wanted.some((w) => equal(o, w)));
  const made = wanted.filter((w) => !olds.some((o) => equal(o, w)));
  return [
    ...gone.map((i) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: i.name } }] })),
    ...made.map((i) => ({
      AttributeDefinitions: definitions(news.attributes),
      GlobalSecondaryIndexUpdates: [{ Create: globalIndex(i, news.billingMode) }],
    })),
  ];
}
