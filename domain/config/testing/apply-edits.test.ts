import { expect, it } from "vitest";
import { applyEdits } from "./apply-edits.ts";

it("writes a day in quotes, as the fix of a day without them says", () =>
  expect(applyEdits("config:\n  since: 2026-11-30\n", [{ kind: "set", path: ["since"], value: "2026-11-30" }])).toBe(
    'config:\n  since: "2026-11-30"\n',
  ));
