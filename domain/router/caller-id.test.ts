import { describe, expect, test } from "vitest";
import { calledIn, callerIn } from "../contract/call.ts";
import { callerIdOf } from "./caller-id.ts";

const to = "+14155550101";
const shown = (from: string) => callerIdOf({ called: calledIn(to), caller: callerIn(from) });

/** Converts a word to its keypad digits, which Twilio used as the caller ID of withheld numbers. */
const keypad = (word: string) =>
  `+${[..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].reduce((text, letter, at) => text.replaceAll(letter, "22233344455566677778889999"[at]!), word)}`;

describe("a caller's own number is shown", () => {
  test.each(["+12125550123", "+442079460123", "+14155550101", "+33612345678", "+18005550199"])("%s", (from) => {
    expect(shown(from)).toBe(from);
  });
});

describe("the called number is shown in place of", () => {
  test.each(
    [
      ["", "anonymous", "Anonymous", "ANONYMOUS", "Restricted", "unknown", "unavailable", "blocked", "private"],
      ["+", "+1", "1", "12125550123", "0012125550123", "+1 212 555 0123", " +12125550123", "+12125550123\n"],
      ["client:bob", "client:+12125550123", "sip:bob@pbx.example;transport=tls", "sips:+12125550123@pbx.example"],
      ["whatsapp:+12125550123", "+12125550123;ext=5", "+10000000000", "+15555555555", "+999999999999999"],
      ["+4402079460123", "+114155550101", "\u202a+12125550123", "+1212555012३", "x".repeat(100_000)],
      ["anonymous", "restricted", "unknown", "unavailable", "blocked", "private", "withheld", "outofarea"].map((word) =>
        keypad(word.toUpperCase()),
      ),
    ].flat(),
  )("%j", (from) => {
    expect(shown(from)).toBe(to);
  });
});

test("the digits of the two withheld caller IDs that Twilio is known for", () => {
  expect([keypad("ANONYMOUS"), keypad("RESTRICTED")]).toEqual(["+266696687", "+7378742833"]);
});
