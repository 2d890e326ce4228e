import { describe, expect, it } from "vitest";
import { codePointName, escapeHidden, hiddenIn, withoutHidden } from "./hidden-characters.ts";

describe("hidden characters", () => {
  it.each([
    ["a\u0000b", ["U+0000 NULL"]],
    ["a\u001b[31mb", ["U+001B ESCAPE"]],
    ["a\nb", ["U+000A LINE FEED"]],
    ["a\u009b31mb", ["U+009B CONTROL SEQUENCE INTRODUCER"]],
    ["invoice\u202efdp.exe", ["U+202E RIGHT-TO-LEFT OVERRIDE"]],
    ["\u2066a\u2069", ["U+2066 LEFT-TO-RIGHT ISOLATE", "U+2069 POP DIRECTIONAL ISOLATE"]],
    ["Ac\u200bme", ["U+200B ZERO WIDTH SPACE"]],
    ["Ac\u200dme", ["U+200D ZERO WIDTH JOINER"]],
    ["\ufeffAcme", ["U+FEFF ZERO WIDTH NO-BREAK SPACE"]],
    ["Ac\u00adme", ["U+00AD SOFT HYPHEN"]],
    ["a\ud800b", ["U+D800 (half of a surrogate pair)"]],
    ["a\u{e0041}b", ["U+E0041 (a tag character)"]],
    ["a\ufe01b", ["U+FE01 (a variation selector)"]],
    ["\u{1f600}\ufe0f\ufe0e", ["U+FE0E (a variation selector)"]],
    ["\u3164", ["U+3164 HANGUL FILLER"]],
    ["a\ue000b\ufffe", ["U+E000 (a private-use character)", "U+FFFE (a noncharacter)"]],
    ["a\u2028b", ["U+2028 LINE SEPARATOR"]],
  ])("%j", (text, names) => {
    expect(hiddenIn(text).map(codePointName)).toEqual(names);
  });

  it.each([
    ["an accent, written apart", "Cafe\u0301"],
    ["Persian, with a non-joiner", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
    ["Sinhala, with a joiner", "\u0dc1\u0dca\u200d\u0dbb\u0dd3"],
    ["a family, which joiners make", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}"],
    ["a flag of England, which tags make", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"],
    ["a coloured heart, which a selector makes", "\u2764\ufe0f"],
    ["an ideograph's variant", "\u845b\u{e0100}"],
    ["a no-break space", "10\u00a0km"],
    ["Hebrew", "\u05e9\u05dc\u05d5\u05dd"],
  ])("aren't in %s", (_what, text) => {
    expect(hiddenIn(text)).toEqual([]);
    expect(escapeHidden(text)).toBe(text);
  });

  it("leave line feeds and tabs to a text of several lines, and no other control character", () => {
    expect(hiddenIn("a\n\tb", { lines: true })).toEqual([]);
    expect(hiddenIn("a\r\nb\u0007", { lines: true })).toEqual(["\r", "\u0007"]);
  });

  it("go away, a line break as a space", () => {
    expect(withoutHidden("Ac\u200bme\u202e\r\nDental\u0000")).toBe("Acme Dental");
    expect(withoutHidden("a\r\nb\u0007\u2028c", { lines: true })).toBe("a\nb c");
  });

  it("are shown as escapes, so that a terminal does nothing with them", () => {
    expect(escapeHidden("Acme\n\u001b[2J\u202e\ud800")).toBe("Acme\\u{a}\\u{1b}[2J\\u{202e}\\u{d800}");
    expect(escapeHidden("a\n\u0007", { lines: true })).toBe("a\n\\u{7}");
  });
});
