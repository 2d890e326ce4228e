import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { mistakeOf } from "./mistake.ts";
import { line, prose, spoken } from "./text.ts";

const mistake = (schema: z.ZodType, value: string) => {
  const [issue, ...more] = schema.safeParse(value).error?.issues ?? [];
  expect(more).toEqual([]);
  if (issue === undefined) return undefined;
  if (issue.code !== "custom") throw new Error(issue.code);
  return mistakeOf(issue);
};

describe("a text", () => {
  it("is normalised to NFC", () => {
    expect(line(10).parse("Cafe\u0301")).toBe("Caf\u00e9");
  });

  it("names what can't be seen, and the text without it is the fix", () => {
    expect(mistake(line(100), "Acme\n\u001b[31m\u202e")).toEqual({
      code: "hidden-character",
      says: "holds U+000A LINE FEED, U+001B ESCAPE, U+202E RIGHT-TO-LEFT OVERRIDE, which a text of one line can't contain",
      fix: "remove it",
      replacement: "Acme [31m",
    });
    expect(mistake(spoken(), "\u200b\u0000")).toMatchObject({ code: "hidden-character", fix: "retype the text" });
    expect(mistake(spoken(), "\u200b\u0000")).not.toHaveProperty("replacement");
  });

  it("isn't blank", () => {
    for (const blank of ["", " ", "\u00a0"]) expect(mistake(line(10), blank)?.code).toBe("empty");
    expect(mistake(spoken(), "\n")?.code).toBe("empty");
  });

  it("of one line has so many characters, whatever their bytes", () => {
    expect(mistake(line(5), "\u{1f600}".repeat(5))).toBeUndefined();
    expect(mistake(line(5), "abcdef")).toEqual({
      code: "too-long",
      says: "is 6 characters long; at most 5 are allowed",
      fix: "shorten it",
    });
  });

  it("that is spoken fits each of Twilio's voices, in bytes of UTF-8 and URL-encoded", () => {
    expect(mistake(spoken(), "a".repeat(3_000))).toBeUndefined();
    expect(mistake(spoken(), "a".repeat(3_001))?.says).toBe(
      "is 3,001 bytes of UTF-8; Twilio's Amazon voices speak at most 3,000 (https://www.twilio.com/docs/api/errors/13521)",
    );
    // URL encoding turns each ideograph into nine characters.
    expect(mistake(spoken(), "\u4f60".repeat(500))).toBeUndefined();
    expect(mistake(spoken(), "\u4f60".repeat(501))?.says).toBe(
      "is 4,509 characters when URL-encoded; Twilio speaks at most 4,500 (https://www.twilio.com/docs/api/errors/13521)",
    );
    expect(mistake(spoken(), "One.\n\tTwo.")).toBeUndefined();
  });

  it("of prose has so many bytes, with the source of the bound", () => {
    expect(mistake(prose(6, "the reason"), "\u4f60\u4f60")).toBeUndefined();
    expect(mistake(prose(6, "the reason"), "\u4f60\u4f60!")?.says).toBe(
      "is 7 bytes of UTF-8; at most 6 are allowed (the reason)",
    );
  });
});
