import { expect, it } from "vitest";
import type { HeldNumbers } from "./live-numbers.ts";
import { unfinishedPurchases } from "./unfinished-purchases.ts";

const bought = { phoneNumber: "+12125550100", boughtAs: "line" };
const find = (declared: string[], held: HeldNumbers = {}) =>
  unfinishedPurchases({
    account: [bought, { phoneNumber: "+12125550101", boughtAs: undefined }],
    held,
    declared: new Set(declared),
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
