import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { descendants, isRunning, processes, processTree, signalGroup, startOf } from "./process-tree.mjs";

it("finds a process with its memory and command line, and its descendants", async () => {
  const child = spawn("sh", ["-c", "sleep 60 & wait"], { stdio: "ignore", detached: true });
  try {
    await expect.poll(() => descendants(child.pid!).map(({ command }) => command)).toEqual(["sleep 60"]);
    const tree = processTree(processes(), child.pid!);
    expect(tree.map(({ pid }) => pid)).toEqual([child.pid, tree[1]!.pid]);
    expect(tree.every((one) => one.memoryBytes > 0 && one.group === child.pid)).toBe(true);
    const ours = processTree(processes(), process.pid);
    expect(ours.map(({ pid }) => pid)).toContain(child.pid);
    expect(ours.filter(({ command }) => command.startsWith("ps "))).toEqual([]);
  } finally {
    signalGroup(child.pid, "SIGKILL");
  }
});

it("includes the processes of a group, and no other", () => {
  const one = (pid: number, parent: number, group: number) => ({ pid, parent, group, memoryBytes: 1, command: "" });
  const all = [one(2, 1, 2), one(3, 2, 2), one(4, 3, 4), one(5, 1, 5), one(6, 5, 5), one(7, 1, 7)];
  expect(processTree(all, 2).map(({ pid }) => pid)).toEqual([2, 3, 4]);
  expect(processTree(all, 2, [5]).map(({ pid }) => pid)).toEqual([2, 3, 4, 5, 6]);
});

it("a zombie doesn't run", async () => {
  // The shell becomes `sleep`, which never reaps its child, so the child becomes a zombie.
  const parent = spawn("sh", ["-c", "sleep 0 & exec sleep 60"], { stdio: "ignore", detached: true });
  try {
    await expect.poll(() => descendants(parent.pid!).map(({ pid }) => isRunning(pid))).toEqual([false]);
    expect(startOf(parent.pid!)).toBe(startOf(parent.pid!));
    expect(isRunning(parent.pid!)).toBe(true);
  } finally {
    signalGroup(parent.pid, "SIGKILL");
  }
  await expect.poll(() => isRunning(parent.pid!)).toBe(false);
});

it("signals no group for a process that couldn't be started", () => {
  expect(() => signalGroup(spawn("/nonexistent").on("error", () => {}).pid, "SIGKILL")).not.toThrow();
});
