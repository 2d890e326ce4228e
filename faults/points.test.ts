import { expect, test } from "vitest";
import { labelOf } from "./label.ts";
import { nameOf, type Point, pointsOf, sampleOf, trapOf } from "./points.ts";

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

const self = (point: Point) => point;
/** Returns the points of a run that made `requests` requests of one kind. */
const pointsAfter = (requests: number) =>
  pointsOf(
    { name: "up" },
    Array.from({ length: requests }, (_, i) => ({ cloud: "twilio", label: "POST Queues", nth: i + 1 })),
  );

test("a sample is spread over all requests, the same for the same seed and another for another", () => {
  const all = pointsAfter(100);
  const one = sampleOf(all, 110, 1, self);
  expect(new Set(one).size).toBe(110);
  expect(new Set(one.map(({ nth }) => Math.floor((nth - 1) / 10))).size).toBe(10);
  expect(sampleOf(all, 110, 1, self)).toEqual(one);
  expect(sampleOf(all, 110, 2, self)).not.toEqual(one);
  expect(sampleOf(all, 2_000, 1, self)).toEqual(all);
});

test.each([14, 52, 55, 56, 57, 110])("six of the points of %i requests go wrong in six ways", (requests) => {
  for (const seed of [1, 2, 3, 7]) {
    const sample = sampleOf(pointsAfter(requests), 6, seed, self);
    expect(new Set(sample.map(({ kind, when }) => `${kind} ${when}`)).size).toBe(6);
  }
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
