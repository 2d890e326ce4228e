import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readLine } from "./handler-logs.ts";
import { FileTail, nextEntries, WorldLog } from "./log.ts";

function logFile(): string {
  const dir = mkdtempSync(join(tmpdir(), "aybiza-log-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, "log.jsonl");
}

it("keeps what a part said, and can be read from where one stopped", () => {
  const file = logFile();
  const log = new WorldLog(file, () => []);
  const at = new Date("2026-05-04T09:00:00.000Z");
  const tail = new FileTail(file);
  expect(nextEntries(tail)).toEqual([]);
  log.write("engine", "hello", { at });
  log.write("handlers", "refused", { at, level: "error", callSid: "CA1" });
  expect(nextEntries(tail)).toEqual([
    { at: "2026-05-04T09:00:00.000Z", part: "engine", level: "info", text: "hello" },
    { at: "2026-05-04T09:00:00.000Z", part: "handlers", level: "error", text: "refused", callSid: "CA1" },
  ]);
  log.write("world", "more", { at });
  expect(nextEntries(tail).map((entry) => entry.text)).toEqual(["more"]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("never holds a secret, in whichever form it is written", () => {
  const file = logFile();
  const log = new WorldLog(file, () => ["5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d", "pass+word/1", "test"]);
  log.write("engine", "token 5f0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d, form p=pass%2Bword%2F1 pass+word/1; a test");
  expect(JSON.parse(readFileSync(file, "utf8")).text).toBe("token [secret], form p=[secret] [secret]; a test");
});

it("gives whole lines only, and leaves out one that a killed world cut", () => {
  const file = logFile();
  const tail = new FileTail(file);
  appendFileSync(file, '{"text":"on');
  expect(nextEntries(tail)).toEqual([]);
  appendFileSync(file, 'e"}\n{"cut\n');
  expect(nextEntries(tail)).toEqual([{ text: "one" }]);
});

it("puts a handler's line in words and leaves out metrics and what the runtime prints", () => {
  const at = new Date(0);
  const logged = JSON.stringify({
    level: "WARN",
    message: "webhook",
    timestamp: "2026-05-04T09:00:00.123Z",
    service: "twilio-voice",
    sampling_rate: 0,
    region: "us",
    requestId: "b1",
    callSid: "CA1",
    status: 403,
    error: { name: "Late" },
  });
  expect(readLine(logged, at)).toEqual({
    at: new Date("2026-05-04T09:00:00.123Z"),
    level: "warn",
    text: 'us/twilio-voice: webhook status=403 error={"name":"Late"}',
    callSid: "CA1",
  });
  expect(readLine("Error: cannot find module", at)).toEqual({ at, level: "info", text: "Error: cannot find module" });
  for (const line of ["START RequestId: b1", "REPORT RequestId: b1", "", '{"_aws":{},"Latency":4}'])
    expect(readLine(line, at)).toBeUndefined();
});
