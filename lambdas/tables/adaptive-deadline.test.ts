import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AdaptiveDeadline } from "./adaptive-deadline.ts";
import type { Deadline } from "./deadline.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Returns how long a request waits for a step that hangs, in milliseconds. */
async function waits(deadline: Deadline): Promise<number> {
  const start = performance.now();
  const ended = deadline.run("the route", () => new Promise(() => {})).catch(() => performance.now() - start);
  await vi.advanceTimersByTimeAsync(5_000);
  return ended as Promise<number>;
}
const works = (deadline: Deadline) => deadline.run("the route", async () => "found");
const fails = (deadline: Deadline) => deadline.run("the route", () => Promise.reject(new Error("no"))).catch(() => {});

test("after a step that hung the next ones get little time, until one succeeds", async () => {
  const patience = new AdaptiveDeadline();
  expect(await waits(patience.deadline())).toBe(1_500);
  expect(await waits(patience.deadline())).toBe(300);
  expect(await waits(patience.deadline())).toBe(300);
  await works(patience.deadline());
  expect(await waits(patience.deadline())).toBe(1_500);
});

test("an error that comes at once takes no time away, and doesn't give it back", async () => {
  const patience = new AdaptiveDeadline();
  await fails(patience.deadline());
  expect(await waits(patience.deadline())).toBe(1_500);
  await fails(patience.deadline());
  expect(await waits(patience.deadline())).toBe(300);
});

test("the observer sees each step", async () => {
  const seen: string[] = [];
  const patience = new AdaptiveDeadline((what, _start, ms, failed) => seen.push(`${what} ${ms} ${failed}`));
  await works(patience.deadline());
  await waits(patience.deadline());
  expect(seen).toEqual(["the route 0 false", "the route 1500 true"]);
});
