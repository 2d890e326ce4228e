import { describe, expect, it } from "vitest";
import { heldNumbers, type LedgerState } from "./held.ts";
import { daysHeld, daysIn, ends, type Month, monthOf, parseMonth } from "./month.ts";

const november = "2026-11" as Month;
const at = (text: string) => new Date(`2026-${text}Z`);
const days = (...spans: [string, string?][]) =>
  daysHeld(
    november,
    spans.map(([from, until]) => ({ from: at(from), ...(until !== undefined && { until: at(until) }) })),
  );

it.each(["2026-11", "2000-01", "2999-12"])("takes %s for a month", (text) => {
  expect(parseMonth(text)).toBe(text);
});

it.each(["2026-1", "2026-13", "2026-00", "26-11", "2026/11", "2026-11-01", "1999-12", "", "now"])(
  "doesn't take %j for one",
  (text) => {
    expect(parseMonth(text)).toBeUndefined();
  },
);

it("knows the calendar", () => {
  expect(["2026-11", "2026-02", "2028-02", "2026-12"].map((month) => daysIn(month as Month))).toEqual([30, 28, 29, 31]);
  expect(ends("2026-12" as Month).toISOString()).toBe("2027-01-01T00:00:00.000Z");
  expect(monthOf(new Date("2026-11-30T23:59:59.999Z"))).toBe("2026-11");
});

describe("days on which a number was held", () => {
  it.each<[string, number, [string, string?][]]>([
    ["the whole month", 30, [["10-01T00:00:00"]]],
    ["from its first moment", 30, [["11-01T00:00:00"]]],
    ["bought on the 16th: that day counts", 15, [["11-16T23:59:59"]]],
    ["released on the 16th: that day counts", 16, [["10-01T00:00:00", "11-16T00:00:01"]]],
    ["released at midnight: the day that begins doesn't", 15, [["10-01T00:00:00", "11-16T00:00:00"]]],
    ["a minute", 1, [["11-05T10:00:00", "11-05T10:01:00"]]],
    ["over midnight", 2, [["11-05T23:59:00", "11-06T00:01:00"]]],
    [
      "twice on a day: once",
      1,
      [
        ["11-05T10:00:00", "11-05T10:01:00"],
        ["11-05T12:00:00", "11-05T13:00:00"],
      ],
    ],
    [
      "given up and had again",
      2,
      [
        ["11-05T10:00:00", "11-05T11:00:00"],
        ["11-09T10:00:00", "11-09T11:00:00"],
      ],
    ],
    ["before", 0, [["10-01T00:00:00", "11-01T00:00:00"]]],
    ["after", 0, [["12-01T00:00:00"]]],
    ["never", 0, [["11-05T10:00:00", "11-05T10:00:00"]]],
  ])("%s: %i", (_, count, spans) => {
    expect(days(...spans)).toBe(count);
  });
});

describe("the ledger's entries as times", () => {
  const NUMBER = "+14155550101";
  const entry = (text: string, more: Partial<LedgerState> = {}): LedgerState => ({
    number: NUMBER,
    at: `2026-${text}:00.000Z`,
    tenant: "acme",
    connection: "aybiza",
    state: "active",
    ...more,
  });
  const spans = (entries: LedgerState[], tenant = "acme") =>
    heldNumbers(entries, tenant).map(({ connection, spans }) => [
      connection,
      ...spans.map(({ from, until }) => [from, until].map((one) => one?.toISOString().slice(5, 16)).join(" ")),
    ]);

  it("a number is held from its purchase; another agent or quarantine changes nothing in that", () => {
    const entries = [entry("11-03T10:00"), entry("11-04T10:00"), entry("11-05T10:00", { state: "quarantined" })];
    expect(spans(entries)).toEqual([["aybiza", "11-03T10:00 "]]);
  });

  it("until it is released, and again when it comes back", () => {
    const entries = [entry("11-03T10:00"), entry("11-09T10:00", { state: "gone" }), entry("11-20T10:00")];
    expect(spans(entries)).toEqual([["aybiza", "11-03T10:00 11-09T10:00", "11-20T10:00 "]]);
  });

  it("until another tenant receives it, who holds it from then on", () => {
    const entries = [entry("11-03T10:00"), entry("11-09T10:00", { tenant: "birch", connection: "own" })];
    expect(spans(entries)).toEqual([["aybiza", "11-03T10:00 11-09T10:00"]]);
    expect(spans(entries, "birch")).toEqual([["own", "11-09T10:00 "]]);
  });

  it("on each connection for its own time", () => {
    const entries = [entry("11-03T10:00", { connection: "own" }), entry("11-09T10:00")];
    expect(spans(entries)).toEqual([
      ["aybiza", "11-09T10:00 "],
      ["own", "11-03T10:00 11-09T10:00"],
    ]);
  });

  it("a number is of the kind that its purchase said, also with a tenant that received it", () => {
    const kind = { country: "CA", type: "toll-free" } as const;
    const entries = [entry("11-03T10:00", { kind }), entry("11-09T10:00", { tenant: "birch" })];
    expect(["acme", "birch"].map((tenant) => heldNumbers(entries, tenant)[0]?.kind)).toEqual([kind, kind]);
  });

  it("what is gone already can't go again", () => {
    expect(spans([entry("11-03T10:00", { state: "gone" }), entry("11-04T10:00", { state: "gone" })])).toEqual([]);
  });
});
