import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BILLED_FIELDS } from "../../domain/contract/billing.ts";
import { billedCallSchema, callRecordSchema } from "../../domain/contract/call-record.ts";
import { decide } from "../../domain/router/decide.ts";
import type { CallEvent, Lookup } from "../../domain/router/decision.ts";
import { fromAttributes, toAttributes } from "../tables/attributes.ts";
import { Deadline } from "../tables/deadline.ts";
import { MemoryDynamoDB } from "../testbed/dynamodb.ts";
import { ACME, ACME_NUMBER, CALLER, GLOBEX, INBOUND, ROUTE } from "../testbed/fixture.ts";
import { type Cloud, startCloud } from "../testbed/ministack.ts";
import { ORIGIN, sid } from "../testbed/sender.ts";
import { render } from "../twilio-webhook/twiml.ts";
import { answeredEvent, type Contribution, type StatusUpdate, statusEvent } from "./contribution.ts";
import { CallStore } from "./store.ts";

type Story = ((CallEvent & { found?: Lookup }) | (Partial<StatusUpdate> & Pick<StatusUpdate, "status">))[];

const US = { name: "us", language: "en-US", say: "Later.", unknownNumber: "Not in service." };
const START = Date.parse("2026-11-23T10:00:00Z");

/** Kinds of calls that Twilio reports, each with its events in order. */
const stories: Record<string, Story> = {
  "the agent takes the call": [
    { kind: "incoming" },
    { status: "ringing" },
    { status: "in-progress" },
    { kind: "after-connect", sessionStatus: "completed", sessionSeconds: 31 },
    { status: "completed", durationSeconds: 33, endedAt: "2026-11-23T10:00:40.000Z" },
  ],
  "the agent is down, a person takes the call": [
    { kind: "incoming" },
    { status: "ringing" },
    { status: "in-progress" },
    { kind: "after-connect", sessionStatus: "failed", errorCode: "64102" },
    { kind: "after-dial", dialStatus: "completed", dialSeconds: 41 },
    { status: "completed", durationSeconds: 60, endedAt: "2026-11-23T10:01:00.000Z" },
  ],
  "the agent hands over, nobody takes the call, and our last answer fails": [
    { kind: "incoming" },
    { kind: "after-connect", sessionStatus: "ended", handoffData: "{}" },
    { kind: "after-dial", dialStatus: "no-answer" },
    { kind: "vendor-fallback", failed: "after-dial", errorCode: "11200" },
    { status: "completed", durationSeconds: 50 },
  ],
  "our first answer fails": [
    { kind: "incoming" },
    { kind: "vendor-fallback", failed: "incoming", errorCode: "11205" },
    { kind: "after-dial", dialStatus: "answered" },
    { status: "in-progress" },
    { status: "completed", durationSeconds: 20 },
  ],
  "the agent is down, and our answer to that fails": [
    { kind: "incoming" },
    { kind: "after-connect", sessionStatus: "failed", errorCode: "64102" },
    { kind: "vendor-fallback", failed: "after-connect", errorCode: "11200" },
    { kind: "after-dial", dialStatus: "completed" },
    { status: "completed", durationSeconds: 25 },
  ],
  "our first answer never left, and no record was made of it": [
    { kind: "vendor-fallback", failed: "incoming", errorCode: "11205" },
    { kind: "after-dial", dialStatus: "busy" },
    { status: "completed", durationSeconds: 9 },
  ],
  "the number has no route": [
    { kind: "incoming", found: "unknown" },
    { status: "ringing" },
    { status: "completed", durationSeconds: 4 },
  ],
  "the caller hangs up at once": [
    { kind: "incoming" },
    { status: "initiated" },
    { status: "ringing" },
    { status: "no-answer" },
  ],
};

/** Converts a story's events to contributions one second apart; `late` is the delay in milliseconds of a repeated event. */
function contributions(story: Story, callSid: string, late = 0): Contribution[] {
  return story.map((event, i) => {
    const at = START + i * 1_000;
    const call = { ...INBOUND, id: callSid };
    const context = { call, tenant: "acme", connection: "own", now: new Date(at + late), retentionDays: 30 };
    if ("status" in event) {
      const endedAt = event.endedAt ?? new Date(at).toISOString();
      const { durationSeconds, sipResponseCode } = event;
      return statusEvent(context, { status: event.status, endedAt, durationSeconds, sipResponseCode });
    }
    const decision = decide(event, event.found ?? ROUTE, context.now, call, US);
    return answeredEvent(context, event, decision, render(decision, { origin: ORIGIN }), 7 + late);
  });
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((first, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}

/** Generates every order of the events; in each order every event is also repeated once, later and at another time. */
function* orders(length: number): Generator<{ event: number; late: number }[]> {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (const order of permutations([...Array(length).keys()])) {
    const run = order.map((event) => ({ event, late: 0 }));
    for (const event of order) {
      const first = run.findIndex((entry) => entry.event === event);
      run.splice(first + 1 + random(run.length - first), 0, { event, late: 5_000 + random(5_000) });
    }
    yield run;
  }
}

const deadline = () => new Deadline(10_000, 10_000);

async function read(
  client: Pick<DynamoDBClient, "send">,
  callSid: string,
): Promise<Record<string, unknown> | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: "calls", Key: toAttributes({ callSid }) }));
  // The index's shard depends on the CallSid.
  return (
    Item && {
      ...fromAttributes(Item),
      callSid: "CA",
      billing: fromAttributes(Item).billing?.toString().slice(0, -1) ?? "none",
    }
  );
}

describe.each([
  { store: "in memory", share: 1 },
  { store: "on MiniStack", share: 24 },
])("the record of a call, $store", ({ store, share }) => {
  let client: Pick<DynamoDBClient, "send">;
  let cloud: Cloud | undefined;
  let calls = 0;
  beforeAll(async () => {
    cloud = store === "in memory" ? undefined : await startCloud();
    client = cloud?.dynamodb ?? (new MemoryDynamoDB() as unknown as DynamoDBClient);
  }, 60_000);
  afterAll(async () => {
    await cloud?.stop();
  });

  test.each(Object.keys(stories))(
    "%s: the same whatever the order, with repeats",
    { timeout: 120_000 },
    async (name) => {
      const story = stories[name]!;
      const book = new CallStore(client, "calls");
      const told = sid("CA", ++calls);
      for (const event of contributions(story, told))
        expect(await book.add(event, deadline())).toEqual({ kind: "written" });
      const expected = await read(client, told);

      let nth = 0;
      for (const order of orders(story.length)) {
        if (nth++ % share !== 0) continue;
        const callSid = sid("CA", ++calls);
        const seen = new Set<number>();
        for (const { event, late } of order) {
          const contribution = contributions(story, callSid, late)[event]!;
          const written = await book.add(contribution, deadline());
          if (seen.has(event)) expect(written.kind).toBe("repeat");
          if (seen.has(event) && "answer" in contribution.once)
            expect(written).toEqual({ kind: "repeat", answer: contribution.once.text });
          seen.add(event);
        }
        expect(await read(client, callSid), JSON.stringify(order)).toEqual(expected);
      }
    },
  );

  test("a repeat changes nothing at all", async () => {
    const book = new CallStore(client, "calls");
    const callSid = sid("CA", ++calls);
    const story = stories["the agent is down, a person takes the call"]!;
    for (const event of contributions(story, callSid)) await book.add(event, deadline());
    const before = await read(client, callSid);
    for (const event of contributions(story, callSid, 9_000))
      expect((await book.add(event, deadline())).kind).toBe("repeat");
    expect(await read(client, callSid)).toEqual(before);
  });

  test("another account's event is told apart from a repeat and changes nothing", async () => {
    const book = new CallStore(client, "calls");
    const callSid = sid("CA", ++calls);
    const [incoming, ...rest] = contributions(stories["the agent takes the call"]!, callSid);
    await book.add(incoming!, deadline());
    const before = await read(client, callSid);
    for (const event of [incoming!, ...rest]) {
      expect(
        await book.add({ ...event, accountSid: GLOBEX, keep: { ...event.keep, accountSid: GLOBEX } }, deadline()),
      ).toEqual({ kind: "foreign" });
    }
    expect(await read(client, callSid)).toEqual(before);
  });

  test("of many repeats at the same moment one is written, and all get its answer", async () => {
    const book = new CallStore(client, "calls");
    const callSid = sid("CA", ++calls);
    const [incoming] = contributions(stories["the agent takes the call"]!, callSid);
    const texts = Array.from({ length: 10 }, (_, i) => `<Response>${i}</Response>`);
    const written = await Promise.all(
      texts.map((text) => book.add({ ...incoming!, once: { answer: "answer_incoming", text } }, deadline())),
    );
    expect(written.filter(({ kind }) => kind === "written")).toHaveLength(1);
    const winner = texts[written.findIndex(({ kind }) => kind === "written")];
    expect(written.filter((result) => result.kind === "repeat").map((result) => result.answer)).toEqual(
      Array(9).fill(winner),
    );
  });
});

test("what a call's record says in the end", async () => {
  const db = new MemoryDynamoDB();
  const callSid = sid("CA", 1);
  const story = stories["the agent is down, a person takes the call"]!;
  for (const event of contributions(story, callSid)) await new CallStore(db as never, "calls").add(event, deadline());
  const {
    answer_incoming,
    "answer_after-connect": second,
    "answer_after-dial": third,
    ...record
  } = fromAttributes(db.item("calls", callSid)!);
  expect([answer_incoming, second, third].map((answer) => /<(Connect|Dial|Hangup)/.exec(String(answer))?.[1])).toEqual([
    "Connect",
    "Dial",
    "Hangup",
  ]);
  expect(record).toEqual({
    callSid,
    accountSid: ACME,
    tenant: "acme",
    connection: "own",
    number: ACME_NUMBER,
    from: CALLER,
    agent: "reception",
    version: "v-1f2e3d",
    outcome: "fallback",
    fallbackReason: "agent-failed",
    answered: true,
    status: "completed",
    statusRank: 8,
    startedAt: "2026-11-23T10:00:00.000Z",
    agentLeftAt: "2026-11-23T10:00:03.000Z",
    fallbackLeftAt: "2026-11-23T10:00:04.000Z",
    endedAt: "2026-11-23T10:01:00.000Z",
    durationSeconds: 60,
    sessionStatus: "failed",
    sessionError: "64102",
    dialStatus: "completed",
    dialSeconds: 41,
    billing: `acme#2026-11#${callSid.at(-1)}`,
    webhookMs: 7,
    expiresAt: Date.parse("2026-12-24T00:00:00Z") / 1000,
  });
});

test.each(Object.keys(stories))("%s: readers know each field that is written, and its type", async (name) => {
  const db = new MemoryDynamoDB();
  const callSid = sid("CA", 2);
  for (const event of contributions(stories[name]!, callSid))
    await new CallStore(db as never, "calls").add(event, deadline());
  const written = fromAttributes(db.item("calls", callSid)!);
  expect(callRecordSchema.strict().parse(written)).toEqual(written);
  const billed = Object.keys(billedCallSchema.shape).filter((field) => field !== "callSid");
  expect(billed.sort()).toEqual([...BILLED_FIELDS].sort());
});

test("a call is billed in the month in which it came in, whichever event is written first", async () => {
  const callSid = sid("CA", 0xb);
  const story: Story = [{ kind: "incoming" }, { status: "in-progress" }, { status: "completed" }];
  const [incoming, answered, completed] = contributions(story, callSid);
  const begun = contributions(story, callSid, Date.parse("2026-10-31T23:59:59Z") - START)[0]!;
  for (const events of [
    [begun, answered!, completed!],
    [completed!, answered!, begun],
  ]) {
    const db = new MemoryDynamoDB();
    for (const event of events) await new CallStore(db as never, "calls").add(event, deadline());
    expect(fromAttributes(db.item("calls", callSid)!).billing).toBe("acme#2026-10#b");
  }
  expect(incoming!.set.billing).toBe("acme#2026-11#b");
});
