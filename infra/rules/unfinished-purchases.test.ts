import { expect, it } from "vitest";
import { withToken } from "../../providers/twilio/token.ts";
import type { HeldNumbers } from "./live-numbers.ts";
import { unfinishedPurchases } from "./unfinished-purchases.ts";

const urnOf = (key: string) => `urn:pulumi:birch-us::aybiza::twilio:index:IncomingPhoneNumber::${key}-purchase`;
const bought = { phoneNumber: "+12125550100", friendlyName: withToken("line", urnOf("line")) };
const find = (declared: string[], held: HeldNumbers = {}, account = [bought]) =>
  unfinishedPurchases({ account, held, declared: new Set(declared), urnOf });
const held = (release: boolean): HeldNumbers => ({
  line: { number: "+12125550100", connection: "own", accountSid: "AC", bought: true, release },
});

it("knows a number that this stack bought under an entry that is gone", () => {
  expect(find(["desk"])).toEqual([{ phoneNumber: "+12125550100", key: "line" }]);
});

it("leaves alone what is declared, what was released before, and what another stack or person named", () => {
  expect(find(["line"])).toEqual([]);
  expect(find([], held(true))).toEqual([]);
  expect(find([], held(false))).toHaveLength(1);
  const others = [
    "line 0123456789ab",
    "line",
    "(212) 555-0100",
    withToken("line", "urn:pulumi:other::aybiza::x::line"),
  ];
  expect(
    find(
      [],
      {},
      others.map((friendlyName) => ({ phoneNumber: "+12125550100", friendlyName })),
    ),
  ).toEqual([]);
});
