import { z } from "zod";
import { TEXT_KINDS, type TextKind } from "../texts/texts.ts";
import { noticeLanguage } from "./language.ts";
import { spoken } from "./text.ts";

const WHAT: Readonly<Record<TextKind, string>> = {
  unavailable: "Spoken when nobody can take the call.",
  notInService: "Spoken to callers of a number that has no route.",
  quarantine: "Spoken to callers of a number in quarantine.",
  recording: "Spoken before a recording begins.",
  consent: "Asks for consent to a recording.",
  disclosure: "Says that the caller talks to a machine.",
};
const texts = z.strictObject(
  Object.fromEntries(TEXT_KINDS.map((kind) => [kind, spoken().optional().describe(WHAT[kind])])) as Record<
    TextKind,
    z.ZodOptional<ReturnType<typeof spoken>>
  >,
);

/** `fallback` of a region file: what a caller gets when no route can be read. */
export const staticFallback = z.strictObject({
  say: spoken().optional().describe("Spoken in `language`. Default: the built-in text of that language."),
  language: noticeLanguage()
    .optional()
    .describe("Language of `say`, and of callers whose language isn't known. Default: en-US."),
  dial: z.string().optional().describe("E.164 number of a person's phone."),
  texts: z
    .partialRecord(noticeLanguage(), texts)
    .optional()
    .describe("The region's own texts in other languages. Default: the built-in ones (domain/texts/texts.json)."),
});
