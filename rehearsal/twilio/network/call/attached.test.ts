import { expect, test } from "vitest";
import { Attached } from "./attached.ts";

test("each owner has its own state, which lasts", () => {
  const seen = new Attached<object, Set<string>>(() => new Set());
  const [one, other] = [{}, {}];
  seen.of(one).add("a");
  seen.of(one).add("b");
  expect([[...seen.of(one)], [...seen.of(other)]]).toEqual([["a", "b"], []]);
});
