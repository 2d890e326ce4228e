import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { engineAddressOf } from "./main.ts";
import { startLedger } from "./testing/start-ledger.ts";

test("the first line on stdout is the port, and nothing else goes there", async () => {
  const plugin = await startLedger();
  const engine = plugin.connect();
  await engine.configure({ owner: "ann" });
  expect(plugin.port).toBeGreaterThan(0);
  expect(await engine.version()).toBe("1.2.3");
  await plugin.stop();
  expect(plugin.stdout).toEqual([]);
  expect(plugin.stderr).toContain("a stray line of configure");
});

test("a plugin ends when its engine closes the pipe", async () => {
  const plugin = await startLedger();
  const ended = once(plugin.process, "exit");
  plugin.process.stdin!.end();
  expect(await ended).toEqual([0, null]);
});

test("a plugin ends when its engine is killed and a copy of the pipe stays open elsewhere", async () => {
  const entry = fileURLToPath(new URL("./testing/ledger.ts", import.meta.url));
  // The shell plays the engine: the test kills it with -9, while the plugin's stdin, which the test holds, stays open.
  const shell = spawn("sh", [
    "-c",
    '"$0" --disable-warning=ExperimentalWarning "$1" <&0 & echo pid $!; wait',
    process.execPath,
    entry,
  ]);
  const lines: string[] = [];
  for await (const chunk of shell.stdout) {
    lines.push(...String(chunk).trim().split("\n"));
    if (lines.length >= 2) break;
  }
  const pid = Number(lines.find((l) => l.startsWith("pid "))!.slice(4));
  shell.kill("SIGKILL");
  await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
  shell.stdin.end();
});

test.each([
  [["127.0.0.1:4010"], "127.0.0.1:4010"],
  [["--logtostderr", "-v=9", "--tracing", "file:./trace", "127.0.0.1:4010"], "127.0.0.1:4010"],
  [["-v=9", "--tracing", "file:./trace"], undefined],
  [["--logtostderr"], undefined],
  [[], undefined],
])("the engine's address in %j is %s", (args, address) => {
  expect(engineAddressOf(args)).toBe(address);
});

test("a schema is served even where a provider has none", async () => {
  const plugin = await startLedger();
  expect(await plugin.connect().schema()).toEqual({ name: "ledger", version: "1.2.3" });
  await plugin.stop();
});

/** Tells whether a process runs. A zombie (ended, but not yet reaped by its parent) doesn't. */
function isRunning(pid: number): boolean {
  const state = spawnSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return state !== "" && !state.startsWith("Z");
}
