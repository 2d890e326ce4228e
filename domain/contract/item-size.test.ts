import { expect, test } from "vitest";
import { itemBytes, valueBytes } from "./item-size.ts";

test.each([
  ["text in UTF-8", "é€🙂", 2 + 3 + 4],
  ["a flag", true, 1],
  ["nothing", null, 1],
  ["an empty list", [], 3],
  ["a list: 3, and 1 for each element", ["ab", "c"], 3 + 1 + 2 + 1 + 1],
  ["an empty map", {}, 3],
  [
    "a map: 3, and for each element 1, its name and its value",
    { name: "ab", on: false },
    3 + (1 + 4 + 2) + (1 + 2 + 1),
  ],
  ["a number: 1, and 1 for two significant digits", 12_300, 2 + 1],
  ["a fraction", -0.25, 1 + 1],
  ["zero", 0, 1],
])("DynamoDB counts %s", (_, value, bytes) => expect(valueBytes(value)).toBe(bytes));

test("an item is its names and values; what isn't given isn't stored", () => {
  expect(itemBytes({ pk: "number#1", sk: "route", größe: { a: undefined, b: "c" }, gone: undefined })).toBe(
    2 + 8 + 2 + 5 + 7 + (3 + 1 + 1 + 1),
  );
});
