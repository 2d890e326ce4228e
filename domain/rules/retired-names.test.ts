import { expect, it } from "vitest";
import type { HeldNumbers } from "./live-numbers.ts";
import { retiredNames } from "./retired-names.ts";

const number = (entry: string | undefined, release: boolean): HeldNumbers[string] => ({
  ...{ number: "+14155550150", connection: "aybiza", accountSid: "AC", managed: true, bought: true },
  ...{ release, entry },
});

it("remembers the names that a count gave to numbers which were let go, for ever", () => {
  const numbers: HeldNumbers = {
    "desk-1": number("desk", false),
    "desk-2": number("desk", true),
    "desk-3": number("desk", true),
    line: number(undefined, true),
  };
  expect(retiredNames({ numbers, retired: ["desk-9"] }, new Set(["desk-1", "desk-3"]))).toEqual(["desk-2", "desk-9"]);
});
