import { expect, test } from "vitest";
import { calledIn, callerIn } from "./call.ts";

test.each([
  ["+14155550101", "number"],
  ["sip:reception@pbx.example", "address"],
  ["", "address"],
  ["14155550101", "address"],
])("what was called: %j is a %s", (text, kind) => expect(calledIn(text)).toEqual({ kind, text }));

test.each([
  ["+12125550123", "number"],
  ["client:bob", "address"],
  ["sip:+12125550123@pbx.example", "address"],
  ["bob@pbx.example", "address"],
  ["anonymous", "withheld"],
  ["", "withheld"],
  ["12125550123", "withheld"],
])("who calls: %j is a %s", (text, kind) => expect(callerIn(text)).toEqual({ kind, text }));

test("hidden characters of either end become code points", () => {
  expect(calledIn("sip:\u001b@x").text).toBe("sip:\\u{1b}@x");
  expect(callerIn("\u202e").text).toBe("\\u{202e}");
});
