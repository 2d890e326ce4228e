import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Deadline } from "../tables/deadline.ts";
import { call } from "../testbed/calls.ts";
import { ACME, ACME_NUMBER, ACME_TOKEN, bed, CALL, CALLER } from "../testbed/fixture.ts";
import { captureOutput } from "../testbed/output.ts";
import { voiceHandler } from "../twilio-voice/handler.ts";
import { type Subsegment, Tracer } from "./trace.ts";

captureOutput();
const TRACE = "1-6561f8a3-0123456789abcdef01234567";
const PARENT = "53995c3f42cd8ad8";
const header = (sampled: 0 | 1) => `Root=${TRACE};Parent=${PARENT};Sampled=${sampled};Lineage=1:a87bd80c:0`;

let daemon: Socket;
let received: string[];
let env: Record<string, string>;
beforeEach(async () => {
  received = [];
  daemon = createSocket("udp4").on("message", (message) => received.push(message.toString()));
  daemon.bind(0, "127.0.0.1");
  await once(daemon, "listening");
  const { port } = daemon.address() as AddressInfo;
  env = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}`, _X_AMZN_TRACE_ID: header(1) };
});
afterEach(() => {
  daemon.close();
});

/** Serves a call with a tracer in the handler's dependencies. */
async function aCall(change: (b: ReturnType<typeof bed>) => void = () => undefined): Promise<void> {
  const b = bed();
  change(b);
  const tracer = new Tracer(env);
  const deps = { ...b.deps, tracer, deadline: () => new Deadline(2_000, 1_000, tracer.seen) };
  await voiceHandler(deps)(call());
}

async function documents(count: number): Promise<Subsegment[]> {
  for (let i = 0; i < 100 && received.length < count; i++) await new Promise((done) => setTimeout(done, 5));
  return received.map((datagram) => {
    const [first, document] = datagram.split("\n");
    expect(first).toBe('{"format":"json","version":1}');
    return JSON.parse(document!) as Subsegment;
  });
}

test("each step of a call is a subsegment of the request's trace", async () => {
  const before = Date.now() / 1000;
  await aCall();
  const found = await documents(4);
  expect(found.map(({ name, aws }) => `${name} ${aws.operation}`)).toEqual([
    "DynamoDB Query",
    "KMS Decrypt",
    "DynamoDB GetItem",
    "DynamoDB UpdateItem",
  ]);
  for (const { id, start_time, end_time, ...rest } of found) {
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(start_time).toBeGreaterThan(before - 1);
    expect(end_time).toBeGreaterThanOrEqual(start_time);
    expect(end_time).toBeLessThan(Date.now() / 1000 + 1);
    expect(Object.keys(rest).sort()).toEqual(["aws", "name", "namespace", "parent_id", "trace_id", "type"]);
    expect(rest).toMatchObject({ trace_id: TRACE, parent_id: PARENT, type: "subsegment", namespace: "aws" });
  }
  expect(new Set(found.map(({ id }) => id)).size).toBe(4);
});

test("a step that failed is a fault, and nothing says of what", async () => {
  await aCall((b) => {
    b.db.mood = (_, table) => (table === "calls" ? "throws" : "well");
  });
  const found = await documents(4);
  expect(found.map(({ aws, fault }) => [aws.operation, fault])).toEqual([
    ["Query", undefined],
    ["Decrypt", undefined],
    ["GetItem", undefined],
    ["UpdateItem", true],
  ]);
});

test("a repeat, detected by a failed condition, is no fault", async () => {
  const b = bed();
  const tracer = new Tracer(env);
  const deps = { ...b.deps, tracer, deadline: () => new Deadline(2_000, 1_000, tracer.seen) };
  await voiceHandler(deps)(call());
  await voiceHandler(deps)(call());
  const found = await documents(5);
  expect(found.at(-1)).toMatchObject({ aws: { operation: "UpdateItem" } });
  expect(found.filter(({ fault }) => fault)).toEqual([]);
});

test("no secret, number or SID is in a trace", async () => {
  await aCall();
  await documents(4);
  for (const value of [ACME, ACME_TOKEN, ACME_NUMBER.slice(1), CALLER.slice(1), CALL, "acme"])
    expect(received.join()).not.toContain(value);
});

test.each([
  ["isn't sampled", { _X_AMZN_TRACE_ID: header(0) }],
  ["has no trace", { _X_AMZN_TRACE_ID: "" }],
  ["has no daemon beside it", { AWS_XRAY_DAEMON_ADDRESS: "" }],
])("a request that %s sends nothing", async (_, change) => {
  const before = env;
  env = { ...env, ...change };
  await aCall();
  env = before;
  await aCall();
  // Datagrams on loopback keep their order, so any from the first call would have arrived before the second call's.
  expect(await documents(4)).toHaveLength(4);
});

test("a daemon that is gone costs a call nothing", async () => {
  env = { ...env, AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:9" };
  const start = performance.now();
  await aCall();
  expect(performance.now() - start).toBeLessThan(1_000);
});
