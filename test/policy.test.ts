import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadStackFile, type TenantFile } from "../domain/config/load.ts";
import { manifestBytes } from "../domain/config/manifest-size.ts";
import { itemBytes, MAX_ITEM_BYTES } from "../domain/contract/item-size.ts";
import { Engine } from "../launch/engine.ts";
import { root } from "../rehearsal/paths.ts";
import { resellerAccount } from "../rehearsal/sample.ts";
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

  test("a program of another hand that tries twenty ways round the rules is refused for each, by name", async () => {
    const dir = join(world.project.dir, "../twenty-ways");
    mkdirSync(dir, { recursive: true });
    const program = join(root, "infra/policy/testing/twenty-ways.mjs");
    const plain = readFileSync(join(world.project.dir, "Pulumi.yaml"), "utf8").replace(
      /^name: .*$/m,
      "name: twenty-ways",
    );
    const own = plain
      .replace(/^main: .*$/m, `main: ${program}`)
      .replace(/^stackConfigDir: .*$/m, "")
      .replace(/^ *nodeargs: .*$/m, "");
    writeFileSync(join(dir, "Pulumi.yaml"), own);
    const config = { "aws:region": "us-east-1", "twenty-ways:accountSid": resellerAccount.sid };
    writeFileSync(join(dir, "Pulumi.try.yaml"), `config: ${JSON.stringify(config)}\n`);
    const levels = join(dir, "levels.json");
    writeFileSync(
      levels,
      JSON.stringify({ "data-in-region": { countries: ["US"] }, tagged: { requiredTags: ["owner"] } }),
    );
    const engine = new Engine(dir, { ...world.env, AYBIZA_STACKS: dir });
    try {
      await engine.must(["stack", "init", "try"]);
      const { code, output } = await engine.run([
        "preview",
        "--stack",
        "try",
        ...withPolicy,
        "--policy-pack-config",
        levels,
      ]);
      expect(code, output).not.toBe(0);
      const wanted = [...readFileSync(program, "utf8").matchAll(/\(\s*"((?:[a-z]+-)+\d)"/g)].map(([, name]) => name!);
      expect(wanted.length).toBeGreaterThanOrEqual(20);
      const text = stripVTControlCharacters(output);
      const refused = wanted.filter((name) => {
        const policy = name.replace(/-\d$/, "");
        return new RegExp(`\\[mandatory\\] +${policy}\\b[^\\[]*${name}\\b`, "s").test(text);
      });
      expect(refused, text).toEqual(wanted);
      // Advisory: a warning, and no reason for the refusal.
      expect(text).toMatch(/\[advisory\] +tagged/);
      // The pack sees secrets in plaintext.
      expect(output).not.toContain("0123456789abcdef0123456789abcdef");
    } finally {
      await engine.close();
    }
  });

  test("a manifest that is a byte larger is refused in the preview, with the limit and its source", async () => {
    world.project.edit("acme-us", (text) => text.replace(/persona: x/, "persona: xx"));
    const { code, output } = await world.engine.run(["preview", "--stack", "acme-us"]);
    expect(code).not.toBe(0);
    expect(output).toContain("one DynamoDB item stores it, which holds at most 409,600 (400 KB, https://docs.aws");
  });
});
