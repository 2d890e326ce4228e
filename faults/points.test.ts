import { expect, test } from "vitest";
import { labelOf } from "./label.ts";
import { nameOf, pointsOf, sampleOf, trapOf } from "./points.ts";

const seen = [
  { cloud: "twilio", label: "POST Queues", nth: 1 },
  { cloud: "aws", label: "PutItem number route", nth: 2 },
] as const;

test("each request is interrupted in eleven ways, each once", () => {
  const names = pointsOf({ name: "up" }, seen).map(nameOf);
  expect(names.slice(0, 11)).toEqual([
    "up: engine before POST Queues #1",
    "up: engine after POST Queues #1",
    "up: provider before POST Queues #1",
    "up: provider after POST Queues #1",
    "up: 429 before POST Queues #1",
    "up: 500 before POST Queues #1",
    "up: 500 after POST Queues #1",
    "up: drop before POST Queues #1",
    "up: drop after POST Queues #1",
    "up: timeout before POST Queues #1",
    "up: timeout after POST Queues #1",
  ]);
  expect(new Set(names).size).toBe(22);
});

test("a point says what the tap does, and who is killed", () => {
  const traps = pointsOf({ name: "up" }, seen.slice(0, 1)).map(trapOf);
  expect(traps.map(({ trap, victim }) => [trap.when, trap.effect, victim])).toEqual([
    ["before", "drop", "engine"],
    ["after", "drop", "engine"],
    ["before", "drop", "provider"],
    ["after", "drop", "provider"],
    ["before", { status: 429 }, undefined],
    ["before", { status: 500 }, undefined],
    ["after", { status: 500 }, undefined],
    ["before", "drop", undefined],
    ["after", "drop", undefined],
    ["before", "hold", undefined],
    ["after", "hold", undefined],
  ]);
});

test("a sample is spread over all, the same for the same seed and another for another", () => {
  const all = Array.from({ length: 100 }, (_, i) => i);
  const one = sampleOf(all, 10, 1);
  expect(new Set(one.map((n) => Math.floor(n / 10))).size).toBe(10);
  expect(sampleOf(all, 10, 1)).toEqual(one);
  expect(sampleOf(all, 10, 2)).not.toEqual(one);
  expect(sampleOf(all, 200, 1)).toEqual(all);
});

test.each<[string, string, string, object | undefined, string]>([
  ["twilio", "GET", "/2010-04-01/Accounts.json?FriendlyName=x", undefined, "GET Accounts"],
  ["twilio", "POST", `/2010-04-01/Accounts/AC${"1".repeat(32)}.json`, undefined, "POST Accounts/AC"],
  [
    "twilio",
    "POST",
    `/2010-04-01/Accounts/AC${"1".repeat(32)}/IncomingPhoneNumbers/PN${"2".repeat(32)}.json`,
    undefined,
    "POST IncomingPhoneNumbers/PN",
  ],
  ["aws", "POST", "/", { Key: { pk: { S: "number#+14155550101" }, sk: { S: "route" } } }, "PutItem number route"],
  ["aws", "POST", "/", { Item: { pk: { S: "account#AC1" }, sk: { S: "token#0f" } } }, "PutItem account token"],
  ["aws", "POST", "/", {}, "PutItem"],
])("%s %s %s %j is a %s", (cloud, method, url, body, label) => {
  const headers = { host: "api.twilio.com", "x-amz-target": "DynamoDB_20120810.PutItem" };
  expect(labelOf(cloud as "aws", { method, url, headers }, Buffer.from(JSON.stringify(body ?? "")))).toBe(label);
});
