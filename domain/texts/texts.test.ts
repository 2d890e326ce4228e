import { expect, it, test } from "vitest";
import { spokenAs } from "../config/language.ts";
import data from "../config/languages.json" with { type: "json" };
import { spoken } from "../config/text.ts";
import { regionFallback, wordsIn } from "../contract/region-fallback.ts";
import { countriesWithLaw } from "../law/law.ts";
import { languagesOf, spokenIn } from "../rules/languages.ts";
import { BUILT_IN_LANGUAGES, TEXT_KINDS, textIn } from "./texts.ts";

const languages = countriesWithLaw().flatMap((law) => law.languages.value.map((tag) => [law.code, tag] as const));

it.each(languages)("%s: each text exists in %s, which a voice of <Say> speaks", (_, tag) => {
  expect(data.spoken).toContain(spokenAs(tag));
  for (const kind of TEXT_KINDS) expect(textIn(kind, tag)).toBeTypeOf("string");
});

it.each(BUILT_IN_LANGUAGES)("the texts of %s can be spoken, and differ from the English ones", (language) => {
  for (const kind of TEXT_KINDS) {
    const text = textIn(kind, language)!;
    expect(spoken().parse(text)).toBe(text);
    if (language !== "en") expect(text).not.toBe(textIn(kind, "en"));
  }
});

test("a region's own text comes before the built-in one, by tag and then by language", () => {
  const own = { "fr-CA": { unavailable: "Rappelez." }, fr: { unavailable: "Plus tard.", quarantine: "Fini." } };
  expect(textIn("unavailable", "fr-CA", own)).toBe("Rappelez.");
  expect(textIn("unavailable", "fr-FR", own)).toBe("Plus tard.");
  expect(textIn("notInService", "fr-FR", own)).toMatch(/^Désolé/);
  expect(textIn("unavailable", "ja-JP", own)).toBeUndefined();
});

test("a region speaks its own words in its language, whatever the country, and others in theirs", () => {
  const region = regionFallback("us", { say: "Call again." });
  expect(wordsIn(region, "en-GB")).toMatchObject({ language: "en-US", say: "Call again." });
  expect(wordsIn(region, "es-US")).toMatchObject({ language: "es-US", say: expect.stringMatching(/^Lo sentimos/) });
  expect(wordsIn(region, "ja-JP")).toMatchObject({ language: "en-US", say: "Call again." });
});

test("a called number's language is its country's, and a province's where that differs", () => {
  const prefixes = new Map(languagesOf(["CA", "FR"]));
  expect([prefixes.get("+1"), prefixes.get("+1514"), prefixes.get("+1416"), prefixes.get("+33")]).toEqual([
    ...["en-CA", "fr-CA", undefined, "fr-FR"],
  ]);
  expect(spokenIn(["CA", "BE"])).toEqual(["en-CA", "fr-CA", "nl-BE", "fr-BE"]);
});
