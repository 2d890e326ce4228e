import { spokenIn } from "../rules/languages.ts";
import { languageOnly, type OwnTexts, TEXT_KINDS, type TextKind, textIn } from "../texts/texts.ts";
import { ANY_LANGUAGE, spokenAs } from "./language.ts";
import { type Violation, violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";

/** Texts that AYBIZA speaks today; the others come with what a later version does during a call. */
const SPOKEN_TODAY: readonly TextKind[] = ["unavailable", "notInService", "quarantine"];

/** Refuses agents whose callers would hear a notice of the region in another language than the agent's. */
export function* agentLanguages({ region, written }: TenantParts): Violations {
  if (region === undefined) return;
  for (const [name, { voice }] of written.agents) {
    const language = voice?.language;
    if (language === undefined || language === ANY_LANGUAGE) continue;
    const lacking = lackingIn(region.fallback.texts, region.fallback.language, spokenAs(language) ?? language);
    if (lacking.length === 0) continue;
    yield violation(
      ["aybiza:agents", name, "voice", "language"],
      "text-missing",
      `agent \`${name}\` speaks ${language}, and region \`${region.id}\` has no ${lacking.join(", ")} in that language; its callers would hear ${region.fallback.language ?? "en-US"} when the agent is down`,
      `write the texts as \`fallback.texts.${spokenAs(language) ?? language}\` of the file of region \`${region.id}\`, or choose a language that has them (docs/languages.md)`,
    );
  }
}

/** Refuses a region in whose countries callers speak a language that the region has no texts in. */
export function regionLanguages({ countries, fallback, id }: RegionConfig): Violation[] {
  return spokenIn(countries).flatMap((language) => {
    const lacking = lackingIn(fallback.texts, fallback.language, language, TEXT_KINDS);
    if (lacking.length === 0) return [];
    return violation(
      ["aybiza:region", "fallback", "texts"],
      "text-missing",
      `callers in region \`${id}\` speak ${language}, and there is no ${lacking.join(", ")} in that language; nothing may turn into English unnoticed`,
      `write the texts as \`fallback.texts.${language}\``,
    );
  });
}

/** The kinds of text that a region lacks in a language. Its own words in `language` count. */
function lackingIn(
  own: OwnTexts | undefined,
  ownLanguage = "en-US",
  language: string,
  kinds: readonly TextKind[] = SPOKEN_TODAY,
): TextKind[] {
  if (languageOnly(language) === languageOnly(ownLanguage) && kinds === SPOKEN_TODAY) return [];
  return kinds.filter((kind) => textIn(kind, language, own) === undefined);
}
