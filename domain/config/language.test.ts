import { describe, expect, it } from "vitest";
import { agentSchema } from "./agent.ts";
import { country as countryType, meantCountry } from "./country.ts";
import { conversationLanguage, meantLanguage, noticeLanguage, spokenAs } from "./language.ts";
import data from "./languages.json" with { type: "json" };
import { mistakeOf } from "./mistake.ts";

describe("a language", () => {
  it.each(["en-US", "de-DE", "es-419", "cmn-Hans-CN", "cmn-CN", "multi", "hr-HR", "yue-Hant-HK", "zh-TW"])(
    "%s",
    (tag) => {
      expect(conversationLanguage().safeParse(tag).success).toBe(true);
    },
  );

  it.each([
    ["en-UK", "en-GB"],
    ["jp-JP", "ja-JP"],
    ["en_us", "en-US"],
    ["EN-us", "en-US"],
    ["ja", "ja-JP"],
    ["cmn-hans-cn", "cmn-Hans-CN"],
    ["xx-XX", undefined],
    ["en", undefined],
    ["english", undefined],
    ["en-US ", "en-US"],
    ["", undefined],
  ])("isn't %j; %j is meant", (tag, meant) => {
    const [issue] = conversationLanguage().safeParse(tag).error?.issues ?? [];
    const mistake = mistakeOf(issue as never);
    expect(mistake?.replacement).toBe(meant);
    expect(mistake?.says).toContain("isn't one of the languages of Twilio's ConversationRelay");
    if (meant === undefined) expect(mistake).not.toHaveProperty("replacement");
  });

  it("in which a notice is spoken is one of <Say>'s", () => {
    expect(noticeLanguage().safeParse("en-GB").success).toBe(true);
    expect(noticeLanguage().safeParse("multi").success).toBe(false);
    expect(noticeLanguage().safeParse("es-419").success).toBe(false);
    expect(meantLanguage("cmn-Hans-CN", new Set(data.spoken))).toBeUndefined();
  });

  it("has the voice of its own tag, or of the nearest", () => {
    expect(["en-US", "es-419", "cmn-Hans-CN", "ar-BH", "multi", "hr-HR"].map(spokenAs)).toEqual([
      "en-US",
      "es-US",
      "cmn-CN",
      "ar-XA",
      undefined,
      undefined,
    ]);
    for (const [tag, spoken] of Object.entries(data.spokenAs)) {
      expect(data.spoken).toContain(spoken);
      expect([...data.understood, ...data.understoodByDeepgram]).toContain(tag);
    }
  });

  it("is detected by ElevenLabs' voices alone", () => {
    const agent = (provider?: string) =>
      agentSchema.safeParse({
        persona: "p",
        voice: { language: "multi", ...(provider && { provider }) },
        greeting: "g",
        flow: { intents: [], otherwise: "o" },
      }).success;
    expect([agent(), agent("ElevenLabs"), agent("Google"), agent("Amazon")]).toEqual([true, true, false, false]);
  });
});

describe("a country", () => {
  it.each([
    ["UK", "GB"],
    ["us", "US"],
    ["USA", "US"],
    ["Germany", "DE"],
    ["EL", "GR"],
    ["XK", undefined],
    ["AA", undefined],
    ["", undefined],
  ])("isn't %j; %j is meant", (text, meant) => {
    expect(countryType().safeParse(text).success).toBe(false);
    expect(meantCountry(text)).toBe(meant);
  });
  it("is an assigned code", () => {
    for (const code of ["US", "GB", "DE", "SG"]) expect(countryType().safeParse(code).success).toBe(true);
  });
});
