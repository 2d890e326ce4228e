import { expect, it } from "vitest";
import type { HeldNumbers } from "./live-numbers.ts";
import { leavingNames, unfinishedPurchases } from "./unfinished-purchases.ts";

const bought = { phoneNumber: "+12125550100", boughtAs: "line" };
const find = (declared: string[], held: HeldNumbers = {}, leaving: string[] = []) =>
  unfinishedPurchases({
    account: [bought, { phoneNumber: "+12125550101", boughtAs: undefined }],
    held,
    declared: new Set(declared),
    leaving,
  });
const held = (release: boolean): HeldNumbers => ({
  line: { number: "+12125550100", connection: "own", accountSid: "AC", managed: false, bought: true, release },
});

it("knows a number that this stack bought under an entry that is gone", () => {
  expect(find(["desk"])).toEqual([{ phoneNumber: "+12125550100", key: "line" }]);
});

it("leaves alone what is declared, what was released before, and what this stack didn't buy", () => {
  expect(find(["line"])).toEqual([]);
  expect(find([], held(true))).toEqual([]);
  expect(find([], held(false))).toHaveLength(1);
});

it("leaves alone what leaves by its own removal, whoever has it afterwards, and nothing that a tenant is to take", () => {
  const given = (transfer: string): HeldNumbers => ({ line: { ...held(false).line!, transfer } });
  for (const to of ["@tenant", "@reseller", "@other-carrier"]) {
    expect(find([], given(to))).toEqual([]);
    expect(leavingNames({ numbers: given(to), leaving: [] }, new Set(), new Set(["line"]))).toEqual(["line"]);
  }
  expect(find([], given("maple"))).toHaveLength(1);
});

it("lets an update that was interrupted before its deletes be finished: what it let go may go on going", () => {
  expect(find([], {}, ["line"])).toEqual([]);
  expect(find([], {}, ["desk"])).toHaveLength(1);
});

it("names what is let go while its number is there, and nothing else", () => {
  const names = (q: { held?: HeldNumbers; leaving?: string[]; declared?: string[]; bought?: string[] }) =>
    leavingNames(
      { numbers: q.held ?? {}, leaving: q.leaving ?? [] },
      new Set(q.declared ?? []),
      new Set(q.bought ?? ["line"]),
    );
  expect(names({ held: held(true) })).toEqual(["line"]);
  expect(names({ leaving: ["line"] })).toEqual(["line"]);
  expect(names({ held: held(true), leaving: ["line"] })).toEqual(["line"]);
  expect(names({ held: held(false) })).toEqual([]);
  expect(names({ leaving: ["line"], declared: ["line"] })).toEqual([]);
  expect(names({ leaving: ["line"], bought: [] })).toEqual([]);
});
