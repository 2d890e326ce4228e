import { describe, expect, it } from "vitest";
import { meantNumber, parseE164 } from "./e164.ts";
import { categoryOf, isEmergency } from "./number-category.ts";

const failure = (text: string, countries: string[] = ["US"], noOther = true) => {
  const parsed = parseE164(text, { countries, noOther });
  return parsed.ok ? undefined : parsed;
};

describe("an E.164 number", () => {
  it.each(["+14155550101", "+442079460018", "+447700900123", "+8816123456789", "+390612345678"])("%s", (text) => {
    expect(parseE164(text)).toMatchObject({ ok: true, number: text });
  });

  it.each([
    ["+4402079460018", ["GB"], "+442079460018", "has a national prefix after the country code: +44 20 7946 0018"],
    ["+114155550101", ["US"], "+14155550101", "has a national prefix after the country code: +1 415 555 0101"],
    ["+330199001234", ["FR"], "+33199001234", "has a national prefix after the country code: +33 1 99 00 12 34"],
    ["+44 (0)20 7946 0018", ["GB"], "+442079460018", "isn't an E.164 number"],
    ["0044 20 7946 0018", ["GB"], "+442079460018", "no plus sign and country code"],
    ["020 7946 0018", ["GB"], "+442079460018", "no plus sign and country code"],
    ["(415) 555-0101", ["US", "CA"], "+14155550101", "no plus sign and country code"],
    ["1 415 555 0101", ["US"], "+14155550101", "no plus sign and country code"],
    ["14155550101", ["US"], "+14155550101", "no plus sign and country code"],
    [
      "\u202a+14155550101\u202c",
      ["US"],
      "+14155550101",
      "holds U+202A LEFT-TO-RIGHT EMBEDDING, U+202C POP DIRECTIONAL",
    ],
    ["\u202d+14155550101", ["US"], "+14155550101", "holds U+202D LEFT-TO-RIGHT OVERRIDE"],
    ["+1415\u200b5550101", ["US"], "+14155550101", "holds U+200B ZERO WIDTH SPACE"],
    ["\uff0b14155550101", ["US"], "+14155550101", "holds U+FF0B FULLWIDTH PLUS SIGN"],
    ["\u201c+14155550101\u201d", ["US"], "+14155550101", "U+201C LEFT DOUBLE QUOTATION MARK, U+201D RIGHT DOUBLE"],
    ["+1\u00a0415\u2011555\u20130101", ["US"], "+14155550101", "U+00A0 NO-BREAK SPACE, U+2011 NON-BREAKING HYPHEN"],
    ["+\uff11\uff14155550101", ["US"], "+14155550101", "U+FF11 (a digit that isn't one of 0 to 9)"],
  ])("is meant by %j in %j", (text, countries, meant, message) => {
    const wrong = failure(text, countries);
    expect(wrong).toMatchObject({ replacement: meant, fix: `write "${meant}"` });
    expect(wrong?.message).toContain(message);
    expect(parseE164(meant)).toMatchObject({ ok: true });
  });

  it.each([
    ["020 7946 0018", ["US"], "no plus sign"],
    ["0044 20 7946 0018", ["US"], "no plus sign"],
    ["02079460018", ["US", "CA"], "no plus sign"],
    ["0207946001", ["US"], "no plus sign"],
    ["030 23125123", ["DE", "AT"], "no plus sign"], // valid in both countries
    ["+4402079460018", ["US"], "national prefix"],
    ["+1800FLOWERS", ["US"], "it has letters"],
    ["+14155550199 ext. 12", ["US"], "it has letters"],
    ["sip:desk@x", ["US"], "it has letters"],
    ["+99912345678", ["US"], "no country has this code"],
    ["+1415555015", ["US"], "country code +1 has no number of this length"],
    ["+10207946001", ["US"], "start with 2 to 9"],
    ["+0014155550101", ["US"], "not starting with 0"],
    ["+1234567890123456", ["US"], "2 to 15 digits"],
    ["", ["US"], "no plus sign"],
    ["+", ["US"], "not starting with 0"],
  ])("isn't guessed from %j in %j", (text, countries, message) => {
    const wrong = failure(text, countries);
    expect(wrong).not.toHaveProperty("replacement");
    expect(wrong?.message).toContain(message);
    expect(wrong?.fix).not.toMatch(/\+?\d{3}/);
  });

  it("of another country is proposed where it may be one, if the text names the country", () => {
    expect(failure("011 44 20 7946 0018", ["US"], false)?.replacement).toBe("+442079460018");
    expect(failure("+44 20 7946 0018", ["US"], false)?.replacement).toBe("+442079460018");
    expect(failure("020 7946 0018", ["US"], false)).not.toHaveProperty("replacement");
    expect(meantNumber("0014155550101")).toBe("+14155550101");
    expect(meantNumber("02079460018")).toBeUndefined();
  });
});

describe("a number's category", () => {
  it.each([
    ["+14155550101", "ordinary"],
    ["+442079460018", "ordinary"],
    ["+18005550104", "toll-free"],
    ["+19005550100", "premium"],
    ["+449098790123", "premium"], // a fictional number, reserved by Ofcom
    ["+33892123456", "premium"],
    ["+979123456789", "premium"],
    ["+448430000000", "shared-cost"],
    ["+448710000000", "shared-cost"],
    ["+491806123456", "shared-cost"],
    ["+80812345678", "shared-cost"],
    ["+447000000000", "personal"],
    ["+878101234567890", "personal"],
    ["+8816123456789", "satellite"],
    ["+870773111632", "satellite"],
    ["+882161234567", "satellite"],
    ["+883510001234567", "international"],
    ["+80012345678", "international"],
  ])("%s: %s", (number, category) => {
    expect(categoryOf(number).category).toBe(category);
  });
});

describe("an emergency number", () => {
  it.each([
    "911",
    "9-1-1",
    "+911",
    "1-911",
    "+1911",
    "+1 911",
    "00 44 999",
    "112",
    "+112",
    "+49112",
    "\uff19\uff11\uff11",
    "999",
    "000",
  ])("%s", (text) => expect(isEmergency(text)).toBe(true));
  it("is one of the region's too", () => {
    expect([isEmergency("110"), isEmergency("110", ["110"]), isEmergency("+49 110", ["110"])]).toEqual([
      false,
      true,
      true,
    ]);
  });
  it.each(["+14155550911", "+14159110112", "4155550112", "2911", "", "+"])("isn't %s", (text) => {
    expect(isEmergency(text)).toBe(false);
  });
});
