import { afterEach, expect, test, vi } from "vitest";
import { Deadline, DeadlineExceeded } from "./deadline.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a step that hangs is aborted and answered when its time is up", async () => {
  const start = performance.now();
  let aborted = false;
  const step = new Deadline(1_000, 20).run("the route", (signal) => {
    signal.onabort = () => {
      aborted = true;
    };
    return new Promise(() => {});
  });
  await expect(step).rejects.toEqual(new DeadlineExceeded("the route took longer than 20 ms"));
  expect(aborted).toBe(true);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("all steps share one time, and none starts without any left", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  const deadline = new Deadline(30, 20);
  const hang = async (step: string, ms: number) => {
    const late = expect(deadline.run(step, () => new Promise(() => {}))).rejects.toEqual(
      new DeadlineExceeded(`${step} took longer than ${ms} ms`),
    );
    await vi.advanceTimersByTimeAsync(ms);
    await late;
  };
  await hang("one", 20);
  await hang("two", 10);
  let started = false;
  await expect(
    deadline.run("three", async () => {
      started = true;
    }),
  ).rejects.toEqual(new DeadlineExceeded("no time is left for three"));
  expect(started).toBe(false);
});

test("a step in time gives its value or its own error", async () => {
  const deadline = new Deadline(1_000, 1_000);
  expect(await deadline.run("x", async () => 5)).toBe(5);
  await expect(deadline.run("x", () => Promise.reject(new RangeError("own")))).rejects.toEqual(new RangeError("own"));
});
