import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadHandlers } from "../load/handlers/run.ts";
import { readOptions } from "../load/options.ts";
import { loadPath } from "../load/path/run.ts";
import { writeFiles } from "../load/report/files.ts";
import { isWhole, type Load } from "../load/result.ts";
import { deployedWorld } from "./deployed-world.ts";

const dir = mkdtempSync(join(tmpdir(), "aybiza-load-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const signal = new AbortController().signal;
const say = () => {};

/** Everybody was answered, and each call has its one record. How long it took is never asked: others use this machine too. */
function expectWhole(load: Load, calls: number): void {
  const { unanswered, lost, wrong, strays } = load;
  expect({ calls: load.calls, unanswered, lost, wrong, strays }).toEqual({
    ...{ calls, unanswered: [], lost: [], wrong: [], strays: 0 },
  });
  expect(isWhole(load)).toBe(true);
}

test("the whole path answers every caller while its tables fail and hang, and no record is lost", async () => {
  const load = await loadPath({
    ...{ deployed: () => deployedWorld("load", "tenants"), signal, say, pace: 0.25, environments: 10 },
    ...{ callsPerSecond: 5, seconds: 10, outageSeconds: 3 },
  });
  expectWhole(load, 50);
  // The outage was one: events had to wait.
  expect(Math.max(...load.waiting.map(({ count }) => count))).toBeGreaterThan(0);
  expect(load.samples.filter(({ step }) => step === "answer")).toHaveLength(50);
});

describe("the handlers alone, as bundled", () => {
  test("answer every webhook while the tables fail and hang, lose nothing, and their page tells of it", async () => {
    const load = await loadHandlers({
      ...{ signal, say, threads: 2, environments: 1 },
      ...{ callsPerSecond: 40, seconds: 5, outageSeconds: 2 },
    });
    expectWhole(load, 200);
    expect(load.samples.length).toBeGreaterThanOrEqual(400);
    expect(Object.fromEntries(load.facts)["late events that the queue got"]).toMatch(/^[1-9]\d*$/);

    const { html, csv, json } = writeFiles(load, dir, "a machine");
    const page = readFileSync(html, "utf8");
    expect(page).toContain("200 calls, 0 callers unanswered, 0 records lost or wrong");
    expect(page.match(/<svg /g)).toHaveLength(5);
    expect(page.match(/class="shade"/g)).toHaveLength(10);
    // It needs nothing but itself.
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\//);
    const rows = readFileSync(csv, "utf8").trimEnd().split("\n");
    expect(rows[0]).toMatch(/^second,stretch,calls,webhooks,answer_p50_ms/);
    expect(new Set(rows.map((row) => row.split(",").length)).size).toBe(1);
    expect(rows.slice(1).reduce((sum, row) => sum + Number(row.split(",")[2]), 0)).toBe(200);
    expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({ calls: 200, unanswered: [], lost: [] });
    expect(existsSync(html)).toBe(true);
  });
});

describe("arguments", () => {
  test("are read", () => {
    const args = ["--part", "path", "--rate", "2.5", "--seconds", "20", "--outage", "4", "--json"];
    expect(readOptions(args, "/out")).toEqual({
      ...{ parts: ["path"], callsPerSecond: 2.5, seconds: 20, outageSeconds: 4, out: "/out", json: true },
    });
    expect(readOptions([], "/out")).toMatchObject({ parts: ["path", "handlers"], callsPerSecond: undefined });
  });

  test.each([
    [["--part", "lambda"], "option '--part <part>' argument 'lambda' is invalid. Allowed choices are path, handlers."],
    [["--rate", "many"], "argument 'many' is invalid. Give a number from 0.1 to 10000."],
    [["--seconds", "0"], "argument '0' is invalid. Give a number from 1 to 3600."],
    [
      ["--seconds", "20", "--outage", "20"],
      "An outage of 20 s doesn't fit into the load. Make --outage shorter than --seconds.",
    ],
  ])("%j is refused with the reason", (args, message) => {
    expect(() => readOptions(args, "/out")).toThrow(message);
  });
});
