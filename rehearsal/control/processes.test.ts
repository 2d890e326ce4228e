import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { endLeftBehind, leftBehind, WORLD_MARK } from "./processes.ts";

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
