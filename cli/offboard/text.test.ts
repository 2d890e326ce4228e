import { expect, it } from "vitest";
import type { LeavingNumber } from "../../domain/rules/offboard.ts";
import { waitingFor } from "./text.ts";

const number = (last: number, more: Partial<LeavingNumber>): LeavingNumber => ({
  ...{ key: `desk-${last}`, entry: "desk", number: `+1415555010${last}`, connection: "aybiza", bought: true },
  ...{ end: "release", standing: "resting", from: "2026-12-24T09:01:00.000Z", ...more },
});

it("numbers that wait for the same are told together, and the first few of many by name", () => {
  const resting = [1, 2, 3, 4, 5, 6, 7].map((last) => number(last, {}));
  const ported = { end: "port-out", standing: "waiting" } as const;
  expect(waitingFor([...resting, number(8, ported), number(0, { standing: "ready" })])).toEqual([
    "+14155550101, +14155550102, +14155550103, +14155550104, +14155550105 and 2 more may be released from 2026-12-24 09:01Z on",
    "+14155550108 waits until the other carrier has it",
  ]);
  expect(waitingFor([number(8, ported), number(9, ported)])).toEqual([
    "+14155550108, +14155550109 wait until the other carrier has them",
  ]);
  expect(waitingFor([number(8, { end: "transfer", to: "maple", standing: "waiting" })])).toEqual([
    "+14155550108 waits until the update of maple has received it",
  ]);
});
