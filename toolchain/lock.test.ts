import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { startOf } from "../launch/process-tree.mjs";
import { room } from "../launch/testing/room.ts";
import { acquireLock } from "./lock.mjs";

const lockIn = (folder: string) => path.join(folder, "set-up.lock");

/** Returns the id of a process that has ended. */
function deadPid(): number {
  return spawnSync("true").pid;
}

describe("the set-up's lock", () => {
  test("is held by one at a time; the next one is told who holds it", async () => {
    const file = lockIn(room());
    const first = await acquireLock(file);
    const waited: number[] = [];
    let second: Awaited<ReturnType<typeof acquireLock>> | undefined;
    const acquiring = acquireLock(file, { onWait: (pid) => waited.push(pid), pollMs: 5 }).then((lock) => {
      second = lock;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([waited, second]).toEqual([[process.pid], undefined]);
    first.release();
    await acquiring;
    second?.release();
    expect(existsSync(file)).toBe(false);
  });

  test("of a process that is gone is taken over", async () => {
    const file = lockIn(room());
    writeFileSync(file, JSON.stringify({ owner: { pid: deadPid(), start: "1" }, children: [] }));
    const lock = await acquireLock(file);
    expect(JSON.parse(readFileSync(file, "utf8")).owner.pid).toBe(process.pid);
    lock.release();
  });

  test("whose number another process has got since is taken over", async () => {
    const file = lockIn(room());
    writeFileSync(file, JSON.stringify({ owner: { pid: process.pid, start: "an earlier start" }, children: [] }));
    (await acquireLock(file)).release();
  });

  test("that was never written to its end is taken over after a while, not at once", async () => {
    const file = lockIn(room());
    writeFileSync(file, "");
    let taken = false;
    const acquiring = acquireLock(file, { pollMs: 5 }).then((lock) => {
      taken = true;
      lock.release();
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(taken).toBe(false);
    const earlier = new Date(Date.now() - 60_000);
    utimesSync(file, earlier, earlier);
    await acquiring;
  });

  test("is taken over by one of many who wait, never by two", async () => {
    const file = lockIn(room());
    writeFileSync(file, JSON.stringify({ owner: { pid: deadPid(), start: "1" }, children: [] }));
    let holders = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const lock = await acquireLock(file, { pollMs: 1 });
        most = Math.max(most, ++holders);
        await new Promise((resolve) => setTimeout(resolve, 2));
        holders--;
        lock.release();
      }),
    );
    expect(most).toBe(1);
  });

  test("ends what a killed set-up had left running", async () => {
    const file = lockIn(room());
    const left = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    await once(left, "spawn");
    const children = [{ pid: left.pid!, start: startOf(left.pid!) }];
    writeFileSync(file, JSON.stringify({ owner: { pid: deadPid(), start: "1" }, children }));
    const ended = once(left, "exit");
    const lock = await acquireLock(file);
    expect((await ended)[1]).toBe("SIGKILL");
    lock.release();
  });

  test("leaves a process alone that only has the number of one that was left running", async () => {
    const file = lockIn(room());
    const other = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
    await once(other, "spawn");
    const children = [{ pid: other.pid!, start: "an earlier start" }];
    writeFileSync(file, JSON.stringify({ owner: { pid: deadPid(), start: "1" }, children }));
    (await acquireLock(file)).release();
    expect(startOf(other.pid!)).not.toBe(undefined);
    other.kill("SIGKILL");
  });
});
