import { expect, it } from "vitest";
import { numberLimitViolation } from "./number-limit.ts";

const check = (wanted: number, confirmed?: number, cost?: string) =>
  numberLimitViolation({ wanted, limit: 100, confirmed, cost });

it("lets pass what the region allows, or the file confirms", () => {
  expect([check(100), check(500, 500), check(50, 20)]).toEqual([undefined, undefined, undefined]);
});

it("tells of more with its cost, and how it is confirmed", () => {
  expect(check(10_000, undefined, "20000.00 USD")).toEqual({
    code: "too-many-numbers",
    message:
      "the file asks for 10000 numbers, which cost 20000.00 USD each month; a tenant may have 100 unless its file confirms more",
    fix: "to confirm, write `numbers: 10000` in `aybiza:tenant`; otherwise lower a `count`",
  });
  expect(check(501, 500)?.message).toBe("the file asks for 501 numbers; it confirms only 500");
});
