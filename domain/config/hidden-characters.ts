/**
 * Characters that a reader can't see: control characters, lone surrogates, private use, line separators, noncharacters, and Unicode's default
 * ignorables (zero-width characters, bidirectional controls, tags, fillers). https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const HIDDEN =
  "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Noncharacter_Code_Point}\\u{FFF9}-\\u{FFFB}]";

/** Scripts whose words contain joiners. https://www.rfc-editor.org/rfc/rfc5892#appendix-A */
const JOINED = [
  ...["Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil"],
  ...["Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan"],
]
  .map((script) => `\\p{Script=${script}}`)
  .join("");

/**
 * Invisible characters that a script or an emoji needs don't count as hidden: joiners in words of the scripts above, selectors after an emoji, an
 * ideograph or a Mongolian letter, and emoji sequences such as a family or the flag of England.
 */
const NEEDED = [
  "\\p{RGI_Emoji}",
  "(?<=\\p{Emoji})[\\u{FE0E}\\u{FE0F}]",
  "(?<=\\p{Unified_Ideograph})[\\u{FE00}-\\u{FE02}\\u{E0100}-\\u{E01EF}]",
  "(?<=\\p{Script=Mongolian})[\\u{180B}-\\u{180D}\\u{180F}]",
  `(?<=[[${JOINED}]&&[\\p{L}\\p{M}]])[\\u{200C}\\u{200D}]`,
].join("|");

/** Hidden characters that no script or emoji ever needs. The regular expression tries these first, since that is fast. */
const NEVER_NEEDED = `[${HIDDEN}--[\\u{200C}\\u{200D}\\u{FE00}-\\u{FE0F}\\u{180B}-\\u{180F}\\u{E0000}-\\u{E0FFF}]]`;

const EITHER = new RegExp(`${NEVER_NEEDED}|(?<needed>${NEEDED})|${HIDDEN}`, "gv");

/** A cheap test first, in a tenth of the time: almost no text has a hidden character. */
const ANY = new RegExp(HIDDEN, "v");

/** The hidden characters of a text, each once, in order. `lines`: line feeds and tabs are allowed. */
export function hiddenIn(text: string, { lines = false } = {}): string[] {
  if (!ANY.test(text)) return [];
  const found = [...text.matchAll(EITHER)]
    .filter((match) => match.groups?.needed === undefined)
    .map(([hidden]) => hidden);
  return [...new Set(found)].filter((hidden) => !lines || (hidden !== "\n" && hidden !== "\t"));
}

/** Replaces each hidden character of a text. */
function replaceHidden(text: string, by: (hidden: string) => string): string {
  if (!ANY.test(text)) return text;
  return text.replace(EITHER, (match, needed: string | undefined) => (needed === undefined ? by(match) : match));
}

/** Removes the hidden characters of a text. Line breaks and tabs become spaces, unless `lines` keeps them. */
export function withoutHidden(text: string, { lines = false } = {}): string {
  return replaceHidden(text.replace(/\r\n?/g, "\n"), (hidden) => {
    if (!/[\t\n\v\f\u0085\u2028\u2029]/.test(hidden)) return "";
    return lines && (hidden === "\n" || hidden === "\t") ? hidden : " ";
  });
}

/**
 * Makes a text safe for a terminal or a message: each hidden character becomes an escape such as `\u{202e}`. For any text from a file, a table, a
 * cloud or a caller.
 */
export function escapeHidden(text: string, { lines = false } = {}): string {
  return replaceHidden(text, (hidden) => {
    if (lines && (hidden === "\n" || hidden === "\t")) return hidden;
    return `\\u{${hidden.codePointAt(0)!.toString(16)}}`;
  });
}

/** Unicode names of common hidden and confusable characters. */
const NAMES: Readonly<Record<number, string>> = {
  0: "NULL",
  7: "BELL",
  8: "BACKSPACE",
  9: "CHARACTER TABULATION",
  10: "LINE FEED",
  13: "CARRIAGE RETURN",
  27: "ESCAPE",
  127: "DELETE",
  133: "NEXT LINE",
  155: "CONTROL SEQUENCE INTRODUCER",
  160: "NO-BREAK SPACE",
  173: "SOFT HYPHEN",
  847: "COMBINING GRAPHEME JOINER",
  1564: "ARABIC LETTER MARK",
  6158: "MONGOLIAN VOWEL SEPARATOR",
  8203: "ZERO WIDTH SPACE",
  8204: "ZERO WIDTH NON-JOINER",
  8205: "ZERO WIDTH JOINER",
  8206: "LEFT-TO-RIGHT MARK",
  8207: "RIGHT-TO-LEFT MARK",
  8208: "HYPHEN",
  8209: "NON-BREAKING HYPHEN",
  8210: "FIGURE DASH",
  8211: "EN DASH",
  8212: "EM DASH",
  8216: "LEFT SINGLE QUOTATION MARK",
  8217: "RIGHT SINGLE QUOTATION MARK",
  8220: "LEFT DOUBLE QUOTATION MARK",
  8221: "RIGHT DOUBLE QUOTATION MARK",
  8232: "LINE SEPARATOR",
  8233: "PARAGRAPH SEPARATOR",
  8234: "LEFT-TO-RIGHT EMBEDDING",
  8235: "RIGHT-TO-LEFT EMBEDDING",
  8236: "POP DIRECTIONAL FORMATTING",
  8237: "LEFT-TO-RIGHT OVERRIDE",
  8238: "RIGHT-TO-LEFT OVERRIDE",
  8239: "NARROW NO-BREAK SPACE",
  8288: "WORD JOINER",
  8289: "FUNCTION APPLICATION",
  8290: "INVISIBLE TIMES",
  8291: "INVISIBLE SEPARATOR",
  8292: "INVISIBLE PLUS",
  8294: "LEFT-TO-RIGHT ISOLATE",
  8295: "RIGHT-TO-LEFT ISOLATE",
  8296: "FIRST STRONG ISOLATE",
  8297: "POP DIRECTIONAL ISOLATE",
  8722: "MINUS SIGN",
  12288: "IDEOGRAPHIC SPACE",
  12644: "HANGUL FILLER",
  65279: "ZERO WIDTH NO-BREAK SPACE",
  65291: "FULLWIDTH PLUS SIGN",
};

/** Descriptions of characters without a name above. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, "a control character"],
  [/\p{Cs}/u, "half of a surrogate pair"],
  [/\p{Co}/u, "a private-use character"],
  [/\p{Noncharacter_Code_Point}/u, "a noncharacter"],
  [/\p{Variation_Selector}/u, "a variation selector"],
  [/[\u{E0000}-\u{E007F}]/u, "a tag character"],
  [/\p{Nd}/u, "a digit that isn't one of 0 to 9"],
  [/\p{Default_Ignorable_Code_Point}/u, "an invisible character"],
];

/** A character as its code point and name: `U+202E RIGHT-TO-LEFT OVERRIDE`. */
export function codePointName(character: string): string {
  const code = character.codePointAt(0)!;
  const kind = KINDS.find(([pattern]) => pattern.test(character))?.[1];
  const name = NAMES[code] ?? (kind === undefined ? `"${character}"` : `(${kind})`);
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")} ${name}`;
}
