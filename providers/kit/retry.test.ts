import { expect, test, vi } from "vitest";
import { Pace, type Retry } from "./retry.ts";
import { Throttle } from "./throttle.ts";

const { setTimeout: sleep } = await vi.importActual<typeof import("node:timers/promises")>("node:timers/promises");
/** Requested pauses, in milliseconds. They end at once unless a test waits for them. */
const pauses: number[] = [];
let waits = false;
vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number, value: unknown, options: object) => {
    pauses.push(ms);
    return waits ? sleep(ms, value, options) : Promise.resolve();
  },
}));

/** A vendor with scripted responses: each entry is an error code, or `ok` for success. */
const vendor = (answers: (n: number) => "ok" | Retry) => {
  const seen = { requests: 0 };
  return {
    seen,
    attempt: async () => {
      const answer = answers(seen.requests++);
      if (answer !== "ok") throw new Error(answer);
      return "done";
    },
  };
};
const judge = (error: unknown) => (error as Error).message as Retry;

test.each<[Retry, number]>([
  ["never", 1],
  ["again", 5],
  ["turned-away", 10],
])("a vendor that always says %s is asked %i times", async (answer, requests) => {
  const { seen, attempt } = vendor(() => answer);
  await expect(new Pace(5).request({ judge }, attempt)).rejects.toThrow(answer);
  expect(seen.requests).toBe(requests);
});

test("an outage takes a bounded number of further attempts from all requests together, and answers earn them back", async () => {
  const pace = new Pace(50);
  const down = vendor(() => "again");
  await Promise.allSettled(Array.from({ length: 100 }, () => pace.request({ judge }, down.attempt)));
  expect(down.seen.requests).toBe(100 + 20);
  const up = vendor(() => "ok");
  for (let n = 0; n < 11; n++) await pace.request({ judge }, up.attempt);
  const after = vendor(() => "again");
  await expect(pace.request({ judge }, after.attempt)).rejects.toThrow("again");
  expect(after.seen.requests).toBe(2);
});

test("being turned away costs no budget: a large update under a rate limit gets through", async () => {
  const pace = new Pace(10);
  const { attempt } = vendor((n) => (n % 2 === 0 ? "turned-away" : "ok"));
  const done = await Promise.all(Array.from({ length: 60 }, () => pace.request({ judge }, attempt)));
  expect(done).toEqual(Array(60).fill("done"));
});

test("pauses are spread over the whole of a range that doubles, up to 3 s", async () => {
  const random = vi.spyOn(Math, "random");
  const taken = async (fraction: number, answer: Retry) => {
    random.mockReturnValue(fraction);
    pauses.length = 0;
    await new Pace(1).request({ judge }, vendor(() => answer).attempt).catch(() => {});
    return [...pauses];
  };
  expect(await taken(0, "again")).toEqual([0, 0, 0, 0]);
  expect(await taken(0.5, "again")).toEqual([100, 200, 400, 800]);
  expect(await taken(1, "turned-away")).toEqual([200, 400, 800, 1600, 3000, 3000, 3000, 3000, 3000]);
  random.mockRestore();
});

test("no attempt begins after a minute", async () => {
  const clock = vi.spyOn(performance, "now");
  const { seen, attempt } = vendor(() => "turned-away");
  clock.mockImplementation(() => seen.requests * 25_000);
  await expect(new Pace(1).request({ judge }, attempt)).rejects.toThrow("turned-away");
  clock.mockRestore();
  expect(seen.requests).toBe(3);
});

test("an abort ends a pause and a wait for room at once", async () => {
  waits = true;
  const pace = new Pace(1);
  const abort = new AbortController();
  const { seen, attempt } = vendor(() => "again");
  const paused = pace.request({ judge, signal: abort.signal }, attempt).catch((e) => e.message);
  const held = pace.throttle.run(() => sleep(200), { turnedAway: () => false });
  const waiting = pace.throttle.run(async () => "ran", { turnedAway: () => false, signal: abort.signal });
  abort.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  expect(await paused).toBe("enough");
  await held;
  expect(seen.requests).toBe(1);
  waits = false;
});

test("no more run at once than the limit, in order; a burst that is turned away halves it once, and answers raise it again", async () => {
  const throttle = new Throttle(8);
  const turnedAway = () => true;
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work =
    (n: number, fails = false) =>
    async () => {
      most = Math.max(most, ++running);
      order.push(n);
      await sleep(2);
      running--;
      if (fails) throw new Error("429");
    };
  await Promise.all(Array.from({ length: 30 }, (_, n) => throttle.run(work(n), { turnedAway })));
  expect([most, order]).toEqual([8, Array.from({ length: 30 }, (_, n) => n)]);
  await Promise.allSettled(Array.from({ length: 8 }, (_, n) => throttle.run(work(n, true), { turnedAway })));
  expect(throttle.limit).toBe(4);
  most = 0;
  await Promise.all(Array.from({ length: 4 }, (_, n) => throttle.run(work(n), { turnedAway })));
  expect([most, throttle.limit]).toEqual([4, 4]);
  await Promise.all(Array.from({ length: 60 }, (_, n) => throttle.run(work(n), { turnedAway })));
  expect(throttle.limit).toBe(8);
});

test("a limit never falls below one", async () => {
  const throttle = new Throttle(2);
  const fail = () => Promise.reject(new Error("429"));
  for (let n = 0; n < 5; n++) await throttle.run(fail, { turnedAway: () => true }).catch(() => {});
  expect(throttle.limit).toBe(1);
  expect(await throttle.run(async () => "still", { turnedAway: () => true })).toBe("still");
});
