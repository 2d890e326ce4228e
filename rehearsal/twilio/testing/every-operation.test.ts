import { afterAll, beforeAll, expect, it } from "vitest";
import type { Fault } from "../faults.ts";
import { HANDLERS } from "../operations/index.ts";
import { checksOf } from "./conformance.ts";
import { requestOf, startSeeded } from "./seeded.ts";
import type { World } from "./world.ts";

const operations = Object.keys(HANDLERS);

/** Serializes the stand-in's state and the requests to its phone network. */
function held({ store }: World, requested: unknown[]): string {
  const maps = Object.entries(store).filter((one): one is [string, Map<string, unknown>] => one[1] instanceof Map);
  const held = [...maps.filter(([name]) => name !== "kinds"), ...[...store.kinds].filter(([, kept]) => kept.size > 0)];
  return JSON.stringify([
    held.map(([name, map]) => [name, [...map.values()]]),
    store.bought,
    store.released,
    requested,
  ]);
}

type Seeded = Awaited<ReturnType<typeof startSeeded>>;

/** A world that stays unchanged, since its faults apply before the operation. */
let untouched: Seeded;
beforeAll(async () => {
  untouched = await startSeeded();
});
afterAll(() => untouched.world.close());

/** Operations with method POST that change nothing. */
const LOOKS = new Set(["numbers_v1.CreateEligibility"]);

/** Sends one operation's request with a fault pushed, and returns the outcome. */
async function ask(operationId: string, fault?: Fault) {
  const before = fault?.when === "before" && !fault.delayMs;
  const seeded = before ? untouched : await startSeeded();
  try {
    return await askIn(seeded, operationId, fault);
  } finally {
    if (!before) await seeded.world.close();
  }
}

async function askIn({ world, requested, sids }: Seeded, operationId: string, fault?: Fault) {
  const { method, host, path, body, contentType } = requestOf(operationId, sids);
  const headers = { Host: host, ...(contentType && { "Content-Type": contentType }) };
  const before = held(world, requested);
  if (fault) world.faults.push(fault);
  const unchecked = fault?.body ? ({ unchecked: true } as const) : {};
  const began = performance.now();
  const answer = await world
    .raw(method, path, { headers, ...(method === "POST" && { body }), ...unchecked })
    .catch((error: NodeJS.ErrnoException) => ({
      statusCode: 0,
      body: error.code ?? error.message,
      headers: {} as Record<string, unknown>,
    }));
  const ms = performance.now() - began;
  return {
    ...answer,
    ms,
    changed: held(world, requested) !== before,
    mutating: method !== "GET" && !LOOKS.has(operationId),
    left: world.faults,
  };
}

const statusOf = (operationId: string) => checksOf(operationId).api.operations.get(operationId)?.status;
const times = 1;

it("answers each operation when nothing fails", async () => {
  for (const id of operations) {
    const { statusCode, body, changed, mutating } = await ask(id);
    expect([id, statusCode, changed], String(body)).toEqual([id, statusOf(id), mutating]);
  }
});

it.each([
  [400, 20400],
  [403, 20403],
  [409, 20409],
  [429, 20429],
  [500, 20500],
  [503, 20503],
])("answers each operation with %i, code %i, and does nothing", async (status, code) => {
  for (const operationId of operations) {
    const { statusCode, body, changed, left } = await ask(operationId, { operationId, when: "before", status, times });
    expect([operationId, statusCode, changed, left]).toEqual([operationId, status, false, []]);
    expect(body, operationId).toMatchObject({ code, status });
  }
});

it("answers 500 although each operation was done", async () => {
  for (const operationId of operations) {
    const { statusCode, changed, mutating } = await ask(operationId, {
      operationId,
      when: "after",
      status: 500,
      times,
    });
    expect([operationId, statusCode, changed]).toEqual([operationId, 500, mutating]);
  }
});

it("holds each operation up", async () => {
  const held = async (operationId: string) => {
    const { statusCode, body, ms } = await ask(operationId, { operationId, when: "before", delayMs: 25, times });
    expect([operationId, statusCode, ms >= 24], String(body)).toEqual([operationId, statusOf(operationId), true]);
  };
  for (let i = 0; i < operations.length; i += 20) await Promise.all(operations.slice(i, i + 20).map(held));
});

it.each([
  ["before", false],
  ["after", true],
] as const)("drops the connection %s each operation", async (when, done) => {
  for (const operationId of operations) {
    const { body, changed, mutating } = await ask(operationId, { operationId, when, drop: true, times });
    expect([operationId, body, changed]).toEqual([operationId, "ECONNRESET", done && mutating]);
  }
});

it("cuts each operation's answer short, which a client notices", async () => {
  for (const operationId of operations) {
    const fault: Fault = { operationId, when: "after", body: "truncated", times };
    const { statusCode, body, changed, mutating } = await ask(operationId, fault);
    expect([operationId, statusCode, body, changed]).toEqual([operationId, 0, "ECONNRESET", mutating]);
  }
});

it.each([
  ["garbage", "application/json;charset=utf-8", /^\{"sid": /],
  ["html", "text/html;charset=utf-8", /^<!doctype html>/],
] as const)("puts %s in place of each operation's answer", async (kind, type, text) => {
  for (const operationId of operations) {
    const spoiled = await ask(operationId, { operationId, when: "after", body: kind, times });
    const status = statusOf(operationId);
    expect([operationId, spoiled.statusCode]).toEqual([operationId, status === 204 ? 200 : status]);
    expect([spoiled.headers["content-type"], spoiled.changed]).toEqual([type, spoiled.mutating]);
    expect(spoiled.body).toMatch(text);
    const instead = await ask(operationId, { operationId, when: "before", body: kind, times });
    expect([operationId, instead.statusCode, instead.changed]).toEqual([operationId, 502, false]);
    expect(instead.body).toMatch(text);
  }
});
