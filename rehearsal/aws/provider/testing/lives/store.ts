import type { Life } from "../lifecycle.ts";
import { allow, trust } from "../policies.ts";

const table = {
  name: "life-table",
  hashKey: "pk",
  attributes: [{ name: "pk", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
};
const item = (agent: string) => JSON.stringify({ pk: { S: "number#+14155550101" }, agent: { S: agent } });

/** Lifecycles of KMS, DynamoDB, IAM and log group types. */
export const stores: readonly Life[] = [
  {
    token: "aws:kms/key:Key",
    arrange: async () => ({ description: "tokens", enableKeyRotation: true, tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, description: "signing tokens" }), paths: ["description"] },
    drift: {
      by: async (aws, { id }) => {
        const { client, sdk } = await aws.kms();
        await client.send(new sdk.DisableKeyRotationCommand({ KeyId: id }));
      },
      paths: ["enableKeyRotation"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: () => ({ description: "signing", keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_2048" }),
      paths: ["customerMasterKeySpec", "keyUsage"],
    },
  },
  {
    token: "aws:kms/alias:Alias",
    arrange: async (world) => ({
      name: "alias/life",
      targetKeyId: (await world.make("aws:kms/key:Key", {})).id,
    }),
    drift: {
      by: async (aws, { id }) => {
        const { client, sdk } = await aws.kms();
        const { KeyMetadata } = await client.send(new sdk.CreateKeyCommand({}));
        await client.send(new sdk.UpdateAliasCommand({ AliasName: id, TargetKeyId: KeyMetadata!.KeyId! }));
      },
      paths: ["targetKeyId"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "alias/life-2" }), paths: ["name"] },
  },
  {
    token: "aws:kms/ciphertext:Ciphertext",
    arrange: async (world) => ({ keyId: (await world.make("aws:kms/key:Key", {})).id, plaintext: "not-a-real-token" }),
    importBy: { refused: "a ciphertext can't be imported, KMS keeps none" },
    replace: { with: (args) => ({ ...args, plaintext: "another" }), paths: ["plaintext"] },
    kept: true,
  },
  {
    token: "aws:dynamodb/table:Table",
    arrange: async () => ({ ...table, ttl: { enabled: true, attributeName: "expiresAt" }, tags: { team: "voice" } }),
    change: {
      with: (args) => ({ ...args, pointInTimeRecovery: { enabled: true }, tags: { team: "sip" } }),
      paths: ["pointInTimeRecovery.enabled", "tags.team"],
    },
    drift: {
      by: async (aws, { id: TableName }) => {
        const { client, sdk } = await aws.dynamodb();
        const TimeToLiveSpecification = { Enabled: false, AttributeName: "expiresAt" };
        await client.send(new sdk.UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
      },
      paths: ["ttl.enabled"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: () => ({ ...table, hashKey: "callSid", attributes: [{ name: "callSid", type: "S" }] }),
      paths: ["hashKey"],
      oldFirst: true,
    },
  },
  {
    token: "aws:dynamodb/tableItem:TableItem",
    arrange: async (world) => {
      const { id: tableName } = await world.make("aws:dynamodb/table:Table", table);
      return { tableName, hashKey: "pk", item: item("reception") };
    },
    change: { with: (args) => ({ ...args, item: item("after-hours") }), paths: ["item"] },
    drift: {
      by: async (aws) => {
        const { client, sdk } = await aws.dynamodb();
        await client.send(new sdk.PutItemCommand({ TableName: table.name, Item: JSON.parse(item("intruder")) }));
      },
      paths: ["item"],
    },
    importBy: () => `${table.name},number#+14155550101`,
    replace: {
      with: async (args, world) => ({
        ...args,
        tableName: (await world.make("aws:dynamodb/table:Table", { ...table, name: "life-table-2" })).id,
      }),
      paths: ["tableName"],
    },
  },
  {
    token: "aws:iam/role:Role",
    arrange: async () => ({
      name: "life-role",
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      tags: { team: "voice" },
    }),
    change: {
      with: (args) => ({ ...args, maxSessionDuration: 7200, assumeRolePolicy: trust("scheduler.amazonaws.com") }),
      paths: ["assumeRolePolicy", "maxSessionDuration"],
    },
    drift: {
      by: async (aws, { id: RoleName }) => {
        const { client, sdk } = await aws.iam();
        await client.send(new sdk.UpdateRoleCommand({ RoleName, MaxSessionDuration: 3600 }));
      },
      paths: ["maxSessionDuration"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, path: "/aybiza/" }), paths: ["path"], oldFirst: true },
  },
  {
    token: "aws:iam/rolePolicy:RolePolicy",
    arrange: async (world) => {
      const role = await world.make("aws:iam/role:Role", {
        name: "life-policy",
        assumeRolePolicy: trust("lambda.amazonaws.com"),
      });
      return { name: "tables", role: role.id, policy: allow("dynamodb:GetItem") };
    },
    change: { with: (args) => ({ ...args, policy: allow("dynamodb:PutItem") }), paths: ["policy"] },
    drift: {
      by: async (aws, { inputs }) => {
        const { client, sdk } = await aws.iam();
        const { role: RoleName, name: PolicyName } = inputs as { role: string; name: string };
        await client.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: allow("*") }));
      },
      paths: ["policy"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "table" }), paths: ["name"] },
  },
  {
    token: "aws:cloudwatch/logGroup:LogGroup",
    arrange: async () => ({ name: "/life/voice", retentionInDays: 30, tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, retentionInDays: 90 }), paths: ["retentionInDays"] },
    drift: {
      by: async (aws, { id: logGroupName }) => {
        const { client, sdk } = await aws.logs();
        await client.send(new sdk.DeleteRetentionPolicyCommand({ logGroupName }));
      },
      paths: ["retentionInDays"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "/life/voice-2" }), paths: ["name"] },
  },
];
