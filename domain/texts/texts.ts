import builtIn from "./texts.json" with { type: "json" };

/** The texts that AYBIZA itself speaks to callers. */
export const TEXT_KINDS = ["unavailable", "notInService", "quarantine", "recording", "consent", "disclosure"] as const;
/** One of them: nobody can take the call; the number has no route; it is in quarantine; what recording and AI rules ask for. */
export type TextKind = (typeof TEXT_KINDS)[number];

/** A region's own texts, by language tag (`fr-FR`) or language (`fr`). */
export type OwnTexts = Readonly<Record<string, Readonly<Partial<Record<TextKind, string | undefined>>> | undefined>>;

const BUILT_IN: Readonly<Record<string, Readonly<Record<TextKind, string>>>> = builtIn;

/** A language without its country: `fr` of `fr-CA`. */
export const languageOnly = (tag: string): string => tag.split("-")[0]!.toLowerCase();

/** A text in a language: the region's own, else the built-in one; undefined if there is none, so that nothing turns into English unnoticed. */
export const textIn = (kind: TextKind, tag: string, own: OwnTexts = {}): string | undefined =>
  own[tag]?.[kind] || own[languageOnly(tag)]?.[kind] || BUILT_IN[languageOnly(tag)]?.[kind];

/** Languages with built-in texts, without a country. */
export const BUILT_IN_LANGUAGES: readonly string[] = Object.keys(BUILT_IN);
