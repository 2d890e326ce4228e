import { afterEach, expect, it, vi } from "vitest";
import { upReporter } from "./up.ts";

afterEach(() => vi.restoreAllMocks());

it("an update tells what a tenant's numbers cost each month", () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const done = { created: 3, updated: 0, deleted: 0, replaced: 0, seconds: 4.2, bought: [] };
  const tell = upReporter(false);
  tell({ stack: "us", ...done });
  tell({ stack: "willow-us", ...done, monthlyCost: "11.50 USD (this update: +2.50)" });
  expect(lines).toEqual([
    "ok us: 3 created, 0 updated, 0 deleted, 0 replaced  4.2 s",
    "ok willow-us: 3 created, 0 updated, 0 deleted, 0 replaced  4.2 s",
    "   monthly cost: 11.50 USD (this update: +2.50)",
  ]);
});
