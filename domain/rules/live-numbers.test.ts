import { describe, expect, it } from "vitest";
import { type HeldNumbers, liveNumberViolations } from "./live-numbers.ts";

const account = "AC0a7e11fc1e9f4a3b8d2c5e6f70819203";
const held: HeldNumbers = {
  "+14155550101": {
    number: "+14155550101",
    connection: "own",
    accountSid: account,
    managed: false,
    bought: false,
    release: false,
  },
  line: {
    number: "+12125550100",
    connection: "own",
    accountSid: account,
    managed: false,
    bought: true,
    release: false,
  },
};
const same = [
  { key: "+14155550101", number: "+14155550101", accountSid: account, bought: false },
  { key: "line", number: undefined, accountSid: account, bought: true },
];
const codes = (h: HeldNumbers, d: typeof same) => liveNumberViolations(h, d as never).map((v) => `${v.code} ${v.key}`);

describe("a live number", () => {
  it("stays where the file still declares it", () => expect(codes(held, same as never)).toEqual([]));
  it("can't be removed without `release: true` before", () => {
    expect(codes(held, [])).toEqual(["live-number-removed +14155550101", "live-number-removed line"]);
  });
  it("can be removed after it", () => {
    expect(codes({ ...held, line: { ...held.line!, release: true } }, [same[0]!])).toEqual([]);
  });
  it("can't go on under another key, also after `release: true`: it would be released under the old one", () => {
    const released = { ...held, line: { ...held.line!, release: true } };
    const adopted = { key: "+12125550100", number: "+12125550100", accountSid: account, bought: false };
    expect(codes(released, [same[0]!, adopted] as never)).toEqual(["live-number-renamed line"]);
    expect(codes(released, [...same, adopted] as never)).toEqual(["live-number-renamed line"]);
  });
  it("can't move to another account", () => {
    expect(codes(held, [{ ...same[0]!, accountSid: "AC1b8f22ad2fa05b4c9e3d6f7a8192a314" }, same[1]!])).toEqual([
      "live-number-moved +14155550101",
    ]);
  });
  it("that is managed stays with its carrier, and no other number comes to it", () => {
    const managed: HeldNumbers = { line: { ...held.line!, managed: true } };
    const line = { key: "line", number: undefined, accountSid: undefined, bought: true };
    expect(codes(managed, [line] as never)).toEqual([]);
    expect(codes(managed, [{ ...line, accountSid: account }] as never)).toEqual(["live-number-moved line"]);
    expect(codes({ line: held.line! }, [line] as never)).toEqual(["live-number-moved line"]);
  });
  it("of a count is named with those that go with it, and how it can go", () => {
    const desk = (n: number) => ({ ...held.line!, number: `+1212555010${n}`, entry: "desk" });
    const desks = { "desk-1": desk(1), "desk-2": desk(2), "desk-3": { ...desk(3), release: true }, "desk-4": desk(4) };
    const first = { key: "desk-1", number: undefined, accountSid: account, bought: true };
    expect(liveNumberViolations(desks, [first])).toEqual([
      {
        code: "live-number-removed",
        key: "desk",
        message:
          "2 live numbers are no longer in the file: desk-2 (+12125550102), desk-4 (+12125550104); removing them would release them for ever",
        fix: "put the entry `desk` back with a `count` that reaches desk-4; to release them, then write `release: [desk-2, desk-4]`, run `pulumi up`, and lower `count` again, or list numbers in the middle in `except` (docs/release-a-number.md)",
      },
    ]);
    const managed = { "desk-1": { ...desk(1), managed: true }, "desk-2": { ...desk(2), managed: true } };
    expect(liveNumberViolations(managed, [{ ...first, accountSid: undefined }])[0]?.fix).toContain(
      "write `release: [desk-2]` and `state: { quarantined: [desk-2] }`, run `pulumi up`",
    );
  });
  it("isn't made one of several by a count under its name", () => {
    const counted = { key: "line-1", number: undefined, accountSid: account, bought: true };
    expect(liveNumberViolations({ line: held.line! }, [counted])[0]?.fix).toContain("add another entry with a `count`");
  });
  it("can't be exchanged for another under its name", () => {
    expect(codes(held, [same[0]!, { ...same[1]!, number: "+12125550111" as never }])).toEqual([
      "live-number-changed line",
    ]);
  });
  it("may be named exactly once it is known", () => {
    expect(codes(held, [same[0]!, { ...same[1]!, number: "+12125550100" as never }])).toEqual([]);
  });
});
