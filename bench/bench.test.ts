import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BUDGETS, chosen, verdict } from "./budgets.ts";
import { childSeconds, memoryOf, timed } from "./processes.ts";
import { busy, json } from "./report.ts";
import { median, pairedRatio, percentile } from "./statistics.ts";
import { fictionalNumbers, tenantOf } from "./tenants.ts";

test("every budget stands in the result, with the limits that docs/performance.md promises", () => {
  const result = JSON.parse(json(BUDGETS.map((budget) => verdict(budget, { figure: budget.limit, detail: "" }))));
  expect(result).toEqual({
    budgets: [
      { name: "empty-preview", budget: 2, figure: 2, unit: "s", met: true },
      { name: "preview-50", budget: 1.6, figure: 1.6, unit: "x", met: true },
      { name: "preview-500", budget: 3, figure: 3, unit: "x", met: true },
      { name: "up-200-bought", budget: 1, figure: 1, unit: "x", met: true },
      { name: "requests-500-managed", budget: 2.5, figure: 2.5, unit: "requests", met: true },
      { name: "preview-500-managed", budget: 3, figure: 3, unit: "x", met: true },
      { name: "handler-bundle", budget: 1, figure: 1, unit: "MB", met: true },
      { name: "handler-load", budget: 150, figure: 150, unit: "ms", met: true },
      { name: "handler-warm-p99", budget: 5, figure: 5, unit: "ms", met: true },
      { name: "webhook-http-api", budget: 60, figure: 60, unit: "ms", met: true },
      { name: "router-decision", budget: 50, figure: 50, unit: "µs", met: true },
      { name: "check-100", budget: 1, figure: 1, unit: "s", met: true },
      { name: "check-10000", budget: 10, figure: 10, unit: "s", met: true },
      { name: "check-one-changed", budget: 1, figure: 1, unit: "s", met: true },
      { name: "world-memory", budget: 1, figure: 1, unit: "GB", met: true },
      { name: "world-start", budget: 5, figure: 5, unit: "s", met: true },
    ],
  });
});

test("a figure above its limit is missed; without a figure, or without a peer, nothing is judged", () => {
  const budget = BUDGETS[1];
  expect(verdict(budget, { figure: 1.6149, detail: "" })).toMatchObject({ figure: 1.61, met: false });
  expect(verdict(budget, { figure: null, detail: "" })).toMatchObject({ figure: null, met: null });
  expect(verdict(budget, undefined)).toMatchObject({ figure: null, met: null });
  expect(verdict(budget, { figure: 9, judged: false, detail: "" })).toMatchObject({ figure: 9, met: null });
});

test("medians, percentiles and ratios of pairs", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(
    percentile(
      [...Array(100).keys()].map((i) => i + 1),
      0.99,
    ),
  ).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  // The machine was half as fast in the second round, but the ratio is the same.
  expect(pairedRatio([3, 6, 3], [2, 4, 2])).toBe(1.5);
  expect(() => median([])).toThrow("no median");
  expect(() => pairedRatio([1], [])).toThrow("1 values, 0 baselines");
});

test("a busy machine is told", () => {
  expect(busy(1, 2)).toBeUndefined();
  expect(busy(1.5, 2)).toMatch(/^This machine is busy \(load 1.5 on 2 cores\)/);
});

test("`--only` takes names of budgets and of groups, and refuses others", () => {
  expect(chosen(["router", "preview-50"]).map(({ name }) => name)).toEqual(["preview-50", "router-decision"]);
  expect(chosen([])).toEqual(BUDGETS);
  expect(() => chosen(["speed"])).toThrow("there is no budget speed; there are empty-preview, engine,");
});

test("processor time of a finished process is counted where the system tells it", async () => {
  const busy = "const end = process.cpuUsage().user + 200_000; while (process.cpuUsage().user < end);";
  const { cpuSeconds } = await timed(() => promisify(execFile)(process.execPath, ["-e", busy]));
  if (childSeconds() === undefined) expect(process.platform).not.toBe("linux");
  else expect(cpuSeconds).toBeGreaterThanOrEqual(0.2);
});

test("memory counts a process with those below it", async () => {
  const child = promisify(execFile)(process.execPath, ["-e", "setTimeout(() => {}, 1000)"]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [own, all] = [process.memoryUsage.rss(), memoryOf(process.pid)];
  expect(all).toBeGreaterThan(own * 0.8 + 20e6);
  await child;
});

test("a bench tenant has its own account, numbers and file", () => {
  const { file, account } = tenantOf("fifty-us", 2, "adopt", 99);
  expect(account.numbers!.map((number) => number.phoneNumber)).toEqual(["+12055550199", "+12065550100"]);
  expect(file).toContain("id: fifty,");
  expect(file).toContain('"+12065550100":');
  expect(file).toContain(`accountSid: ${account.sid}`);
  expect(tenantOf("buyer-us", 1, "buy").file).toContain("line-0:");
  expect(() => fictionalNumbers(1001)).toThrow(RangeError);
});

test("one budget, measured: a line for people, one for machines", async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "main.ts"), "--only", "router", "--quick", "--json", "--strict"],
    { timeout: 20_000 },
  );
  const result = JSON.parse(stdout);
  expect(result).toEqual({
    budgets: [{ name: "router-decision", budget: 50, figure: expect.any(Number), unit: "µs", met: true }],
  });
  expect(stderr).toMatch(/^ok {5}router's decision, p99: /m);
});
