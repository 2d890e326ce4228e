import { languageOnly, type OwnTexts, textIn } from "../texts/texts.ts";

/** The notices that a region speaks, and the number that it dials, when no tenant's fallback applies. */
export interface RegionFallback {
  /** Name of the region, for the reasons of decisions. */
  readonly name: string;
  /** BCP 47. Language of `say` and `unknownNumber`. */
  readonly language: string;
  /** Spoken when the routes can't be read, and when a route has no usable fallback. */
  readonly say: string;
  /** E.164 number of the region's desk, dialled after the notice. */
  readonly dial?: string;
  /** Spoken to callers of a number that has no route. */
  readonly unknownNumber: string;
  /** The region's own texts in other languages. */
  readonly texts?: OwnTexts;
  /** Languages of called numbers by prefix, the longest first: `[["+1514", "fr-CA"], ["+1", "en-CA"]]`. */
  readonly languages?: readonly PrefixLanguage[];
}

/** The language that a prefix's callers speak. */
export type PrefixLanguage = readonly [prefix: string, language: string];

/** The `fallback` of a region's file, which the handlers get as `FALLBACK`. */
export type GivenFallback = {
  readonly [key in "say" | "dial" | "language" | "unknownNumber"]?: string | undefined;
} & { readonly texts?: OwnTexts | undefined };

const DEFAULT_LANGUAGE = "en-US";

/**
 * Completes a region's fallback: the language defaults to `en-US`, and an omitted or empty text is the built-in one of that language.
 *
 * @param languages of the region's numbers, by prefix
 */
export function regionFallback(
  name: string,
  { say, dial, language, unknownNumber, texts }: GivenFallback,
  languages: readonly PrefixLanguage[] = [],
): RegionFallback {
  const spoken = language || DEFAULT_LANGUAGE;
  const text = (kind: "unavailable" | "notInService") => textIn(kind, spoken, texts) ?? textIn(kind, DEFAULT_LANGUAGE)!;
  return {
    name,
    say: say || text("unavailable"),
    ...(dial && { dial }),
    language: spoken,
    unknownNumber: unknownNumber || text("notInService"),
    ...(texts && { texts }),
    ...(languages.length > 0 && { languages: [...languages].sort(([a], [b]) => b.length - a.length) }),
  };
}

/** What a region says, in one language. */
export interface Words {
  readonly language: string;
  readonly say: string;
  readonly unknownNumber: string;
}

/**
 * A region's notices in a language. The region's own words serve every country of their language; other languages have the region's `texts`, else the
 * built-in ones. A language without any gets the region's own: the loader refuses such agents and regions, so only older routes name one.
 */
export function wordsIn(region: RegionFallback, language: string | undefined): Words {
  const { say, unknownNumber } = region;
  if (language === undefined || languageOnly(language) === languageOnly(region.language))
    return { language: region.language, say, unknownNumber };
  const unavailable = textIn("unavailable", language, region.texts);
  const notInService = textIn("notInService", language, region.texts);
  if (unavailable === undefined || notInService === undefined) return { language: region.language, say, unknownNumber };
  return { language, say: unavailable, unknownNumber: notInService };
}

/** The language of a called number's country, where the region has several; undefined for another text, and for a number of no such prefix. */
export const languageOf = ({ languages }: Pick<RegionFallback, "languages">, called: string): string | undefined =>
  languages?.find(([prefix]) => called.startsWith(prefix))?.[1];
