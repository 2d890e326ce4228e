import { z } from "zod";
import { SPOKEN_BYTES, SPOKEN_ENCODED } from "../router/spoken.ts";
import { codePointName, hiddenIn, withoutHidden } from "./hidden-characters.ts";
import { type Mistake, refuse } from "./mistake.ts";

const SPOKEN_SOURCE = "https://www.twilio.com/docs/api/errors/13521";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const grouped = (n: number) => n.toLocaleString("en-US");

interface TextRules {
  /** Whether line breaks and tabs are allowed. */
  readonly lines: boolean;
  readonly tooLong: (text: string) => string | undefined;
}

/** Length from which only the length is checked: a search for hidden characters in a megabyte takes seconds. */
const LONG = 10_000;

/** Returns the first mistake in a text, if any. Hidden characters are checked before the length, since they may make a text too long. */
function mistakeIn(text: string, { lines, tooLong }: TextRules): Mistake | undefined {
  const long = text.length > LONG ? tooLong(text) : undefined;
  if (long !== undefined) return { code: "too-long", says: long, fix: "shorten it" };
  const hidden = hiddenIn(text, { lines });
  if (hidden.length > 0) {
    const cleaned = withoutHidden(text, { lines }).trim();
    return {
      code: "hidden-character",
      says: `holds ${hidden.slice(0, 5).map(codePointName).join(", ")}, which ${lines ? "can't be seen or heard" : "a text of one line can't contain"}`,
      fix: cleaned === "" ? "retype the text" : "remove it",
      ...(cleaned !== "" && { replacement: cleaned.normalize("NFC") }),
    };
  }
  if (text.trim() === "")
    return {
      code: "empty",
      says: "is empty; it needs a value",
      fix: "give it a value, or remove the setting if it is optional",
    };
  const why = tooLong(text);
  return why === undefined ? undefined : { code: "too-long", says: why, fix: "shorten it" };
}

/**
 * The schema of every text that people read or hear: printable, in Unicode's normal form NFC, of limited length and not blank. It has no
 * control characters, bidirectional controls or zero-width characters, except those that a script or an emoji needs.
 */
const text = (rules: TextRules) =>
  z
    .string()
    .overwrite((value) => value.normalize("NFC"))
    .superRefine((value, context) => {
      const mistake = mistakeIn(value, rules);
      if (mistake !== undefined) refuse(context, mistake);
    });

/** A text of one line, such as a name. The limit is AYBIZA's own. */
export const line = (most: number) =>
  text({
    lines: false,
    tooLong: (value) => {
      const length = [...value].length;
      return length > most ? `is ${grouped(length)} characters long; at most ${grouped(most)} are allowed` : undefined;
    },
  });

/** A text that is spoken to a caller: by `<Say>`, as a greeting or as an agent's answer. At most {@link SPOKEN_BYTES}. */
export const spoken = () =>
  text({
    lines: true,
    tooLong: (value) => {
      if (bytes(value) > SPOKEN_BYTES)
        return `is ${grouped(bytes(value))} bytes of UTF-8; Twilio's Amazon voices speak at most ${grouped(SPOKEN_BYTES)} (${SPOKEN_SOURCE})`;
      const encoded = encodeURIComponent(value).length;
      return encoded > SPOKEN_ENCODED
        ? `is ${grouped(encoded)} characters when URL-encoded; Twilio speaks at most ${grouped(SPOKEN_ENCODED)} (${SPOKEN_SOURCE})`
        : undefined;
    },
  });

/** Prose of several lines that no caller hears, such as a persona. */
export const prose = (mostBytes: number, source?: string) =>
  text({
    lines: true,
    tooLong: (value) =>
      bytes(value) > mostBytes
        ? `is ${grouped(bytes(value))} bytes of UTF-8; at most ${grouped(mostBytes)} are allowed${source === undefined ? "" : ` (${source})`}`
        : undefined,
  });
