import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { endLeftBehind, family, leftBehind, processes, WORLD_MARK } from "./processes.ts";

it("ends what a world has started, and nothing else", async () => {
  const sleep = (world: string) =>
    spawn("sleep", ["60"], { env: { ...process.env, [WORLD_MARK]: world }, stdio: "ignore" });
  const [left, other] = [sleep("/worlds/crashed"), sleep("/worlds/crashed-too")];
  try {
    const ended = new Promise((done) => left.once("exit", (_, signal) => done(signal)));
    await expect.poll(() => leftBehind("/worlds/crashed")).toEqual([left.pid]);
    expect(endLeftBehind("/worlds/crashed")).toBe(1);
    expect(await ended).toBe("SIGKILL");
    expect(leftBehind("/worlds/crashed-too")).toEqual([other.pid]);
  } finally {
    left.kill("SIGKILL");
    other.kill("SIGKILL");
  }
});

it("finds a process with its memory, and what descends from it", async () => {
  const child = spawn("sh", ["-c", "sleep 60 & wait"], { stdio: "ignore", detached: true });
  try {
    await expect.poll(() => family(processes(), child.pid!).length).toBe(2);
    expect(family(processes(), process.pid).map((one) => one.pid)).toContain(child.pid);
    expect(family(processes(), child.pid!).every((one) => one.memoryBytes > 0)).toBe(true);
  } finally {
    process.kill(-child.pid!, "SIGKILL");
  }
});

it("counts a group in, and nothing that neither descends nor belongs", () => {
  const one = (pid: number, parent: number, group: number) => ({ pid, parent, group, memoryBytes: 1 });
  const all = [one(2, 1, 2), one(3, 2, 2), one(4, 3, 4), one(5, 1, 5), one(6, 5, 5), one(7, 1, 7)];
  expect(family(all, 2).map(({ pid }) => pid)).toEqual([2, 3, 4]);
  expect(family(all, 2, [5]).map(({ pid }) => pid)).toEqual([2, 3, 4, 5, 6]);
});
