import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace, type Retry } from "./retry.ts";

vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}));
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const judge = (error: unknown) => (error as Error).message as Retry;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A vendor that accepts a fixed number of requests per second, and throttles all others at once. */
function vendor({ perSecond, answersInMs }: { perSecond: number; answersInMs: number }) {
  const seen = { requests: 0, dead: false };
  let tokens = perSecond;
  let at = performance.now();
  return {
    seen,
    attempt: async () => {
      seen.requests++;
      tokens = Math.min(perSecond, tokens + ((performance.now() - at) / 1000) * perSecond);
      at = performance.now();
      if (tokens < 1 || seen.dead) {
        await sleep(10);
        throw new Error("turned-away");
      }
      tokens--;
      await sleep(answersInMs);
      return "done";
    },
  };
}

test.each([
  { requests: 300, perSecond: 10 },
  { requests: 500, perSecond: 5 },
  { requests: 200, perSecond: 1 },
])("$requests requests at once get through a limit of $perSecond a second, with few in vain", async (q) => {
  const { seen, attempt } = vendor({ ...q, answersInMs: 100 });
  const pace = new Pace(20);
  const began = performance.now();
  let ended = 0;
  const all = Promise.allSettled(
    Array.from({ length: q.requests }, () =>
      pace.request({ judge }, attempt).finally(() => {
        ended = performance.now();
      }),
    ),
  );
  await vi.advanceTimersByTimeAsync(3_600_000);
  const failed = (await all).filter(({ status }) => status === "rejected").length;
  expect(failed).toBe(0);
  expect(seen.requests / q.requests).toBeLessThan(8);
  // The retries lose little time: the total is below twice the time that the limit alone needs, plus one pause.
  expect((ended - began) / 1000).toBeLessThan((3 * q.requests) / q.perSecond + 10);
});

test("a vendor that turns everybody away for good ends each request; the next ones find the way open again", async () => {
  const { seen, attempt } = vendor({ perSecond: 50, answersInMs: 50 });
  const pace = new Pace(20);
  seen.dead = true;
  const all = Promise.allSettled(Array.from({ length: 40 }, () => pace.request({ judge }, attempt)));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect((await all).every(({ status }) => status === "rejected")).toBe(true);
  expect(seen.requests).toBe(400);
  expect(pace.throttle.limit).toBe(1);
  seen.dead = false;
  const after = Promise.allSettled(Array.from({ length: 100 }, () => pace.request({ judge }, attempt)));
  await vi.advanceTimersByTimeAsync(600_000);
  expect((await after).every(({ status }) => status === "fulfilled")).toBe(true);
  expect(pace.throttle.limit).toBeGreaterThan(1);
});

test("whatever is aborted in a storm, all places are free again afterwards", async () => {
  const { attempt } = vendor({ perSecond: 2, answersInMs: 100 });
  const pace = new Pace(5);
  const aborts = Array.from({ length: 60 }, () => new AbortController());
  const all = Promise.allSettled(aborts.map(({ signal }) => pace.request({ judge, signal }, attempt)));
  for (const [n, abort] of aborts.entries()) {
    if (n % 3 === 0) abort.abort(new Error("enough"));
    await vi.advanceTimersByTimeAsync(97);
  }
  await vi.advanceTimersByTimeAsync(600_000);
  await all;
  const { throttle } = pace;
  const { limit } = throttle;
  let done = 0;
  for (let n = 0; n < limit; n++) void throttle.run(() => sleep(10), { turnedAway: () => false }).then(() => done++);
  await vi.advanceTimersByTimeAsync(10);
  expect(done).toBe(limit);
});
