import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";

const PROGRAM = `
import { Interruption, handleClosedOutput } from ${JSON.stringify(join(import.meta.dirname, "interruption.ts"))};
const interruption = new Interruption();
const alive = setInterval(() => {}, 1000);
interruption.onCancel(() => console.log("cancel", interruption.signal));
interruption.terminate.addEventListener("abort", () => console.log("terminate"));
process.on("SIGUSR2", () => {
  clearInterval(alive);
  interruption.release();
  process.exitCode = interruption.exitCode;
});
console.log("ready");
`;

/** Sends signals to a real process, each after a pause in ms; SIGUSR2 lets it end. Returns its output and exit code. */
async function signalled(...plan: readonly [NodeJS.Signals, number][]): Promise<{ said: string[]; code: number }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  const ended = once(child, "close");
  await expect.poll(() => text, { timeout: 20_000 }).toContain("ready");
  for (const [signal, ms] of plan) {
    await sleep(ms);
    child.kill(signal);
  }
  const [code] = await ended;
  return { said: text.trim().split("\n").slice(1), code };
}

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s cancels once, and the exit code is %i as a shell has it", async (signal, code) => {
  expect(await signalled([signal, 0], ["SIGUSR2", 100])).toEqual({ said: [`cancel ${signal}`], code });
});

it("takes a signal that a wrapper and its process group both deliver for one", async () => {
  const run = await signalled(["SIGTERM", 0], ["SIGTERM", 50], ["SIGUSR2", 100]);
  expect(run).toEqual({ said: ["cancel SIGTERM"], code: 143 });
});

it("terminates at the second signal, and keeps the exit code of the first", async () => {
  const run = await signalled(["SIGINT", 0], ["SIGTERM", 400], ["SIGUSR2", 100]);
  expect(run).toEqual({ said: ["cancel SIGINT", "terminate"], code: 130 });
});
