import { expect, test } from "vitest";
import { ACCOUNT, type Scene } from "./scene.ts";

/** Tests tables and items on a running MiniStack. */
export function dynamodbTests(scene: Scene): void {
  const keys = {
    hashKey: "pk",
    rangeKey: "sk",
    attributes: [
      { name: "sk", type: "S" },
      { name: "pk", type: "S" },
    ],
    billingMode: "PAY_PER_REQUEST",
  };

  test("a table is made, kept, changed, mended and imported", async () => {
    const key = await scene.subject("aws:kms/key:Key", "table").create({});
    const args = {
      ...keys,
      ttl: { enabled: true, attributeName: "expiresAt" },
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.state.arn },
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      tags: { team: "voice" },
    };
    const table = await scene.subject("aws:dynamodb/table:Table", "calls").create(args);
    expect(table.id).toMatch(/^calls-[0-9a-f]{7}$/);
    expect(table.state).toMatchObject({
      ...args,
      name: table.id,
      arn: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${table.id}`,
    });
    await table.expectUntouched();
    expect((await table.diff({ ...args, hashKey: "sk" })).changes).toEqual({ hashKey: "update-replace" });

    const keySchemas = [{ attributeName: "tenant", keyType: "HASH" }];
    const index = { name: "byTenant", keySchemas, projectionType: "ALL" };
    const wider = {
      ...args,
      attributes: [...keys.attributes, { name: "tenant", type: "S" }],
      globalSecondaryIndexes: [index],
      deletionProtectionEnabled: true,
      streamEnabled: undefined,
      streamViewType: undefined,
      tags: { team: "sip", stage: "test" },
    };
    await table.update(wider);
    await table.expectUntouched();
    expect(table.state).toMatchObject({
      globalSecondaryIndexes: [index],
      deletionProtectionEnabled: true,
      streamEnabled: false,
    });

    const inOldWords = {
      ...wider,
      globalSecondaryIndexes: [{ name: "byTenant", hashKey: "tenant", projectionType: "ALL" }],
    };
    await table.update(inOldWords);
    await table.expectUntouched();
    const both = {
      ...wider,
      globalSecondaryIndexes: [
        { ...index, hashKey: "tenant" },
        { name: "n", projectionType: "ALL" },
      ],
    };
    expect((await table.failures(both)).failures).toEqual([
      {
        property: "globalSecondaryIndexes[0]",
        reason: "has `keySchemas` beside `hashKey` or `rangeKey`: they are mutually exclusive",
      },
      { property: "globalSecondaryIndexes[1]", reason: "has no key: give it `keySchemas`" },
    ]);
    await table.update(wider);

    const { client, sdk } = await scene.aws.dynamodb();
    const off = { TimeToLiveSpecification: { Enabled: false, AttributeName: "expiresAt" } };
    await client.send(new sdk.UpdateTimeToLiveCommand({ TableName: table.id, ...off }));
    expect(Object.keys(await table.refreshed())).toContain("ttl.enabled");
    const imported = await table.imported(table.id);
    expect(imported?.inputs).toMatchObject({
      name: table.id,
      hashKey: "pk",
      rangeKey: "sk",
      billingMode: "PAY_PER_REQUEST",
      globalSecondaryIndexes: [index],
    });

    await expect(table.delete()).rejects.toThrow("ValidationException");
    table.inputs = wider;
    await table.update({ ...wider, deletionProtectionEnabled: false });
    await table.delete();
    expect(await table.read()).toBeUndefined();
  });

  test("an item is never taken over, and drift of it shows", async () => {
    const table = await scene.subject("aws:dynamodb/table:Table", "routes").create({ ...keys, name: "routes" });
    const item = (agent: string, pk = "number#+14155550101") =>
      JSON.stringify({ pk: { S: pk }, sk: { S: "route" }, agent: { M: { name: { S: agent } } } });
    const args = { tableName: table.id, hashKey: "pk", rangeKey: "sk", item: item("reception") };
    const route = await scene.subject("aws:dynamodb/tableItem:TableItem", "front-desk").create(args);
    expect(route.id).toBe("routes|pk||number#+14155550101||sk||route|");
    expect(route.state).toMatchObject({ ...args, hashKeyValue: "number#+14155550101", rangeKeyValue: "route" });
    await route.expectUntouched();
    await expect(scene.subject("aws:dynamodb/tableItem:TableItem", "again").create(args)).rejects.toThrow(
      "has an item",
    );

    const respaced = JSON.stringify(
      { agent: { M: { name: { S: "reception" } } }, sk: { S: "route" }, pk: { S: "number#+14155550101" } },
      null,
      2,
    );
    expect((await route.diff({ ...args, item: respaced })).changes).toEqual({});
    expect((await route.diff({ ...args, item: item("sales") })).changes).toEqual({ item: "update" });
    expect((await route.diff({ ...args, tableName: "others" })).changes).toEqual({ tableName: "update-replace" });
    expect(await route.update({ ...args, item: item("sales") })).toMatchObject({ hashKeyValue: "number#+14155550101" });
    await route.expectUntouched();

    const { client, sdk } = await scene.aws.dynamodb();
    await client.send(new sdk.PutItemCommand({ TableName: "routes", Item: JSON.parse(item("intruder")) }));
    expect(await route.refreshed()).toEqual({ item: "update" });
    expect(route.state.item).toContain("intruder");
    await route.update({ ...args, item: item("sales") });

    const imported = await route.imported("routes,number#+14155550101,route");
    expect(imported?.id).toBe(route.id);
    expect(imported?.inputs).toMatchObject({ tableName: "routes", hashKey: "pk", rangeKey: "sk" });
    await expect(route.imported("routes,number#+14155550101")).rejects.toThrow("pk, sk");

    // a changed key deletes the old item
    await route.update({ ...args, item: item("sales", "number#+14155550102") });
    const old = { pk: { S: "number#+14155550101" }, sk: { S: "route" } };
    expect((await client.send(new sdk.GetItemCommand({ TableName: "routes", Key: old }))).Item).toBeUndefined();
    await route.delete();
    expect(await route.read()).toBeUndefined();
  });
}
