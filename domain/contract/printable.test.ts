import { expect, test } from "vitest";
import { MAX_PRINTABLE, printable } from "./printable.ts";

test.each([
  ["+12125550123", "+12125550123"],
  ["anonymous", "anonymous"],
  ["", ""],
  ["sip:müller@pbx.example;transport=tls", "sip:müller@pbx.example;transport=tls"],
  ["sip:a\u001b[2J\r\n@pbx.example", "sip:a\\u{1b}[2J\\u{d}\\u{a}@pbx.example"],
  ["\u0000\u007f\u0085", "\\u{0}\\u{7f}\\u{85}"],
  ["\u202e321\u2066\u200b\ufeff", "\\u{202e}321\\u{2066}\\u{200b}\\u{feff}"],
  ["a\u2028b\u2029c", "a\\u{2028}b\\u{2029}c"],
  ["\ud83d-\ude00-\u{1f600}", "\\u{d83d}-\\u{de00}-\u{1f600}"],
])("%j is kept as %j", (given, kept) => {
  expect(printable(given)).toBe(kept);
});

test("a long text is cut, never within a character or a code point that is written out", () => {
  expect(printable("9".repeat(MAX_PRINTABLE))).toBe("9".repeat(MAX_PRINTABLE));
  expect(printable("9".repeat(MAX_PRINTABLE + 1))).toBe(`${"9".repeat(MAX_PRINTABLE)}…`);
  expect(printable(`${"9".repeat(MAX_PRINTABLE - 1)}\u{1f600}`)).toBe(`${"9".repeat(MAX_PRINTABLE - 1)}…`);
  expect(printable(`${"9".repeat(MAX_PRINTABLE - 3)}\u001b`)).toBe(`${"9".repeat(MAX_PRINTABLE - 3)}…`);
  expect(printable("\u0000".repeat(60_000)).length).toBeLessThanOrEqual(MAX_PRINTABLE + 1);
});
