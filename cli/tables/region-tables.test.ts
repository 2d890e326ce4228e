import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Month } from "../../domain/rules/money/month.ts";
import { regionTables } from "./region-tables.ts";

/** Requests to DynamoDB, and its answers: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
interface Asked {
  readonly operation: string;
  readonly TableName: string;
  readonly IndexName?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeValues: Readonly<Record<string, { S: string }>>;
  readonly ExclusiveStartKey?: unknown;
}
let answer: (asked: Asked) => object;
const asked: Asked[] = [];
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const one: Asked = { operation: String(request.headers["x-amz-target"]).split(".")[1]!, ...body };
    asked.push(one);
    const said = answer(one);
    response.statusCode = "__type" in said ? 400 : 200;
    response.setHeader("content-type", "application/x-amz-json-1.0").end(JSON.stringify(said));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
});

async function reading<T>(work: (tables: ReturnType<typeof regionTables>) => Promise<T>): Promise<T> {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  const tables = regionTables({ region: "us", awsRegion: "us-east-1", awsProfile: undefined, env, verb: "invoice" });
  return work(tables).finally(() => tables.close());
}
const november = "2026-11" as Month;
const call = (callSid: string) => ({ callSid, accountSid: "AC1", connection: "own", number: "+14155550101" });

describe("the calls of a month", () => {
  it("come from the sixteen shards of the tenant's month, each to its last page, and from nowhere else", async () => {
    answer = ({ ExpressionAttributeValues, ExclusiveStartKey }) => {
      const key = ExpressionAttributeValues[":key"]!.S;
      if (key !== "acme#2026-11#a") return { Items: [] };
      const more = ExclusiveStartKey === undefined;
      return {
        Items: [marshall(call(more ? "CA1" : "CA2"))],
        ...(more && { LastEvaluatedKey: { x: { S: "1" } } }),
      };
    };
    expect(await reading((tables) => tables.calls("acme", november))).toEqual([call("CA1"), call("CA2")]);
    expect(asked.map(({ operation, TableName, IndexName }) => [operation, TableName, IndexName])).toEqual(
      Array(17).fill(["Query", "aybiza-us-calls", "billing"]),
    );
    const shards = new Set(asked.map(({ ExpressionAttributeValues }) => ExpressionAttributeValues[":key"]!.S));
    expect([...shards].sort()).toEqual([..."0123456789abcdef"].map((shard) => `acme#2026-11#${shard}`));
  });

  it("are all of them or none: one that can't be understood stops the invoice", async () => {
    answer = () => ({ Items: [marshall({ ...call("CA7"), durationSeconds: -1 })] });
    await expect(reading((tables) => tables.calls("acme", november))).rejects.toThrow(
      "item CA7 of table aybiza-us-calls is malformed: durationSeconds",
    );
  });
});

it("the ledger comes in the order of each number's entries, with the accounts of the tenant's connections", async () => {
  const entry = (number: string, sk: string, more: object) => ({
    ...{ pk: `ledger#${number}`, sk, number, at: "2026-11-02T10:00:00.000Z" },
    ...{ tenant: "acme", connection: "own", state: "active", ...more },
  });
  const kind = { country: "US", type: "toll-free" };
  const pages = [
    [entry("+14155550102", "00000002", { state: "gone" }), entry("+14155550102", "00000001", { kind })],
    [
      { pk: "account#AC1", sk: "token#1", accountSid: "AC1", tenant: "acme", connection: "own" },
      entry("+14155550101", "00000001", { tenant: "birch" }),
    ],
  ];
  answer = ({ ExclusiveStartKey }) =>
    ExclusiveStartKey === undefined
      ? { Items: pages[0]!.map((item) => marshall(item)), LastEvaluatedKey: { pk: { S: "1" } } }
      : { Items: pages[1]!.map((item) => marshall(item)) };
  const { standings, accounts } = await reading((tables) => tables.ledger("acme"));
  expect(standings.map(({ number, state, tenant }) => [number, state, tenant])).toEqual([
    ["+14155550101", "active", "birch"],
    ["+14155550102", "active", "acme"],
    ["+14155550102", "gone", "acme"],
  ]);
  // DynamoDB returns only the requested attributes.
  expect(asked[0]?.ProjectionExpression).toContain("#kind");
  expect(standings.map((standing) => standing.kind)).toEqual([undefined, kind, undefined]);
  expect([...accounts]).toEqual([["own", "AC1"]]);
  expect(asked.map(({ operation, TableName }) => [operation, TableName])).toEqual(
    Array(2).fill(["Scan", "aybiza-us-routes"]),
  );
});

it.each([
  [
    "ResourceNotFoundException",
    "Requested resource not found",
    "this AWS account has no table aybiza-us-calls in us-east-1",
    "npx pulumi up --stack us",
  ],
  [
    "AccessDeniedException",
    "User: arn:aws:iam::111122223333:role/billing is not authorized to perform: dynamodb:Query on resource: calls",
    "AWS denies these credentials access to aybiza-us-calls: User: arn:aws:iam::111122223333:role/billing is not authorized to perform: dynamodb:Query on resource: calls",
    "Attach policy invoice to their role:  ./aybiza rights invoice --region us",
  ],
  [
    "ValidationException",
    "The table does not have the specified index: billing",
    "table aybiza-us-calls has no index billing: an older version made it",
    "npx pulumi up --stack us",
  ],
])("says what %s means", async (name, message, told, fix) => {
  answer = () => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message });
  const error = await reading((tables) => tables.calls("acme", november)).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ message: expect.stringContaining(told) });
  expect((error as { fix: string[] }).fix.join("\n")).toContain(fix);
});
