import { join } from "node:path";
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadStackFile, type TenantFile } from "../domain/config/load.ts";
import { manifestBytes } from "../domain/config/manifest-size.ts";
import { itemBytes, MAX_ITEM_BYTES } from "../domain/contract/item-size.ts";
import { root } from "../rehearsal/paths.ts";
import type { World } from "../rehearsal/world.ts";
import { testWorld } from "./test-world.ts";

const withPolicy = ["--policy-pack", join(root, "infra", "policy")];

/** The project's own policies, with the project's own programs. */
describe("with the policy pack,", () => {
  let world: World;
  beforeAll(async () => {
    world = await testWorld("policy");
  });
  afterAll(async () => {
    await world?.stop();
  });

  const persona = (length: number) =>
    world.project.edit("acme-us", (text) => text.replace(/persona: .*/, `persona: ${"x".repeat(length)}`));

  test("a region comes up, and a tenant whose file is larger than any environment variable", async () => {
    persona(1);
    const file = loadStackFile(join(world.project.dir, "stacks"), "acme-us") as TenantFile;
    // As large as it may be: its manifest fills one item of the table to the last byte.
    const most = 1 + MAX_ITEM_BYTES - manifestBytes("acme", "reception", file.agents.reception!);
    persona(most);
    for (const stack of ["us", "acme-us"]) {
      await world.engine.must(["stack", "init", stack]);
      const { output } = await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack, ...withPolicy]);
      expect(output).toMatch(/✅ aybiza@v0\.1\.0/);
    }
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new DynamoDBClient({ endpoint: world.aws.endpoint, region: "us-east-1", credentials });
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: "aybiza-us-routes",
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues: { ":pk": { S: "tenant#acme" }, ":sk": { S: "agent#reception#" } },
      }),
    );
    client.destroy();
    expect(Items.map((item) => itemBytes(unmarshall(item)))).toEqual([409_600]);
  });

  test("a manifest that is a byte larger is refused in the preview, with the limit and its source", async () => {
    world.project.edit("acme-us", (text) => text.replace(/persona: x/, "persona: xx"));
    const { code, output } = await world.engine.run(["preview", "--stack", "acme-us"]);
    expect(code).not.toBe(0);
    expect(output).toContain("one DynamoDB item stores it, which holds at most 409,600 (400 KB, https://docs.aws");
  });
});
