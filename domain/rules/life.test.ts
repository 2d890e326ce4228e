import { describe, expect, it } from "vitest";
import { earlyEnds, nextStages, type Rest, restsUntil } from "./life.ts";

const rest = (asOf: string): Rest => ({ since: "2026-03-02T09:01:00Z", days: 30, asOf });
const over = rest("2026-04-01T09:01:00.000Z");
const notYet = rest("2026-04-01T09:00:59.000Z");

describe("the life of a number", () => {
  it("says from when on a number may be released", () => {
    expect(restsUntil(over).toISOString()).toBe("2026-04-01T09:01:00.000Z");
    // Days are 24 hours, even when daylight saving time begins or ends.
    expect(restsUntil({ since: "2026-10-20T00:00:00Z", days: 10 }).toISOString()).toBe("2026-10-30T00:00:00.000Z");
  });

  it.each([
    ["active", true, undefined, ["quarantined"]],
    ["active", true, over, ["quarantined"]],
    ["quarantined", true, undefined, ["active"]],
    ["quarantined", true, notYet, ["active"]],
    ["quarantined", true, over, ["active", "released"]],
    ["active", false, undefined, ["quarantined", "released"]],
    ["quarantined", false, undefined, ["active", "released"]],
  ] as const)("%s, managed %s: what may follow", (stage, managed, resting, expected) => {
    expect(nextStages(stage, { managed, rest: resting })).toEqual(expected);
  });
});

describe("a managed number that leaves the file", () => {
  const held = (more: object = {}) => ({
    desk: {
      ...{ number: "+14155550101", connection: "aybiza", accountSid: "AC1", managed: true, bought: true },
      ...{ release: true, ...more },
    },
  });
  const ends = (resting: Rest | undefined, more: { held?: object; declared?: string[]; isHeld?: boolean } = {}) =>
    earlyEnds({
      held: held(more.held),
      declared: new Set(more.declared),
      resting: new Map(resting && [["+14155550101", resting]]),
      isHeld: () => more.isHeld ?? true,
    });

  it("may go when it has rested, and is told the date before", () => {
    expect(ends(over)).toEqual([]);
    expect(ends(notYet)).toEqual([
      {
        code: "quarantine-not-over",
        key: "desk",
        message:
          "+14155550101 is no longer in the file, but is in quarantine since 2026-03-02T09:01:00Z, for 30 days; it may be released from 2026-04-01T09:01Z on",
        fix: "put `desk` back with `release: true` and `state: quarantined`, and remove it again after that time",
      },
    ]);
    expect(ends(undefined).map((e) => e.code)).toEqual(["release-without-quarantine"]);
  });

  it("needs no rest where it isn't ours, stays, was taken by another tenant, or may not go anyway", () => {
    expect(ends(undefined, { held: { managed: false } })).toEqual([]);
    expect(ends(undefined, { declared: ["desk"] })).toEqual([]);
    expect(ends(undefined, { isHeld: false })).toEqual([]);
    expect(ends(undefined, { held: { release: false } })).toEqual([]);
  });
});
