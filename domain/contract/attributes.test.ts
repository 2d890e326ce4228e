import { expect, test } from "vitest";
import { ROUTE } from "../../lambdas/testbed/fixture.ts";
import { fromAttributes, type Item, toAttributes } from "./attributes.ts";

test("an item goes to DynamoDB's types and back", () => {
  expect(
    toAttributes({ s: "a", n: 1.5, b: false, z: null, l: ["x", 2], m: { k: "v", gone: undefined }, gone: undefined }),
  ).toEqual({
    s: { S: "a" },
    n: { N: "1.5" },
    b: { BOOL: false },
    z: { NULL: true },
    l: { L: [{ S: "x" }, { N: "2" }] },
    m: { M: { k: { S: "v" } } },
  });
  expect(fromAttributes(toAttributes(ROUTE as unknown as Item))).toEqual(ROUTE);
});

test("a type that no item of ours has is refused by name", () => {
  expect(() => fromAttributes({ set: { SS: ["a"] } })).toThrow(
    "an item holds an attribute of type SS, which no item of ours has",
  );
});
