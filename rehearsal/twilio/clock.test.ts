import { expect, test } from "vitest";
import { after, MovableClock, machineClock } from "./clock.ts";

test("timers fire in order, each at its own time, with what follows from it", async () => {
  const clock = new MovableClock(new Date("2026-03-02T09:00:00Z"));
  const seen: string[] = [];
  const note = (what: string) => void seen.push(`${what} ${clock.elapsed()}`);
  void clock.sleep(300).then(() => note("c"));
  void clock.sleep(100).then(async () => {
    note("a");
    await clock.sleep(100);
    note("b");
  });
  await clock.advance(250);
  expect(seen).toEqual(["a 100", "b 200"]);
  expect([clock.elapsed(), clock.now().toISOString()]).toEqual([250, "2026-03-02T09:00:00.250Z"]);
  await clock.advance(50);
  expect(seen).toEqual(["a 100", "b 200", "c 300"]);
});

test("a sleep ends when its signal aborts, on either clock", async () => {
  for (const clock of [new MovableClock(), machineClock]) {
    const stop = new AbortController();
    const slept = clock.sleep(60_000, stop.signal);
    stop.abort();
    await slept;
    await clock.sleep(60_000, stop.signal);
  }
});

test("a callback that was cancelled isn't called", async () => {
  const clock = new MovableClock();
  const called: number[] = [];
  const cancel = after(clock, 10, () => called.push(1));
  after(clock, 20, () => called.push(2));
  cancel();
  await clock.advance(30);
  expect(called).toEqual([2]);
});

test("time waits for work outside, but not for ever", async () => {
  const clock = new MovableClock(new Date(0), { patienceMs: 50 });
  const order: string[] = [];
  void clock.during(new Promise<void>((resolve) => setTimeout(resolve, 20))).then(() => order.push("work"));
  void clock.sleep(1_000).then(() => order.push("timer"));
  await clock.advance(1_000);
  expect(order).toEqual(["work", "timer"]);
  void clock.during(new Promise(() => {}));
  await clock.advance(1_000);
  expect(clock.elapsed()).toBe(2_000);
});

test("runUntil moves from timer to timer until a promise is settled", async () => {
  const clock = new MovableClock();
  const done = clock.sleep(3_600_000).then(() => "an hour");
  expect(await clock.runUntil(done)).toBe("an hour");
  expect(clock.elapsed()).toBe(3_600_000);
});
