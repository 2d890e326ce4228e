import { expect, test } from "vitest";
import type { Item } from "../../domain/contract/item.ts";
import { ROUTE } from "../testbed/fixture.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";

test("an item becomes DynamoDB attributes and back", () => {
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

test("a set is refused by its type", () => {
  expect(() => fromAttributes({ set: { SS: ["a"] } })).toThrow(
    "an item holds an attribute of type SS, and ours hold only JSON",
  );
});
