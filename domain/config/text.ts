import { z } from "zod";
import { SPOKEN_BYTES, SPOKEN_ENCODED } from "../router/spoken.ts";
import { codePointName, hiddenIn, withoutHidden } from "./hidden-characters.ts";
import { type Mistake, refuse } from "./mistake.ts";

const SPOKEN_SOURCE = "https://www.twilio.com/docs/api/errors/13521";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const grouped = (n: number) => n.toLocaleString("en-US");

interface TextRules {
  /** Whether line breaks and tabs belong to it. */
  readonly lines: boolean;
  readonly tooLong: (text: string) => string | undefined;
}

/** Longer texts than this are measured first: a megabyte of hidden characters is looked through for seconds. */
const LONG = 10_000;

/** What is wrong with a text, if anything: hidden characters before length, since they may be what makes it long. */
function mistakeIn(text: string, { lines, tooLong }: TextRules): Mistake | undefined {
  const long = text.length > LONG ? tooLong(text) : undefined;
  if (long !== undefined) return { code: "too-long", says: long, fix: "shorten it" };
  const hidden = hiddenIn(text, { lines });
  if (hidden.length > 0) {
    const cleaned = withoutHidden(text, { lines }).trim();
    return {
      code: "hidden-character",
      says: `holds ${hidden.slice(0, 5).map(codePointName).join(", ")}, which can't be seen or heard${lines ? "" : " in a text of one line"}`,
      fix: cleaned === "" ? "write it again" : "take it out",
      ...(cleaned !== "" && { replacement: cleaned.normalize("NFC") }),
    };
  }
  if (text.trim() === "")
    return { code: "empty", says: "is empty", fix: "give it a value, or take the setting out if it may be absent" };
  const why = tooLong(text);
  return why === undefined ? undefined : { code: "too-long", says: why, fix: "shorten it" };
}

/**
 * The type of every text that people read or hear: printable, in Unicode's normal form NFC, bounded, without control characters,
 * bidirectional controls and zero-width characters (but those that a script or an emoji needs), and not blank.
 */
const text = (rules: TextRules) =>
  z
    .string()
    .overwrite((value) => value.normalize("NFC"))
    .superRefine((value, context) => {
      const mistake = mistakeIn(value, rules);
      if (mistake !== undefined) refuse(context, mistake);
    });

/** A text of one line, such as a name. The bound is ours: what people still read as one. */
export const line = (most: number) =>
  text({
    lines: false,
    tooLong: (value) => {
      const length = [...value].length;
      return length > most ? `is ${grouped(length)} characters long; ${grouped(most)} at most` : undefined;
    },
  });

/** A text that is spoken to a caller: by a `<Say>`, a greeting or an agent's answer. At most {@link SPOKEN_BYTES}. */
export const spoken = () =>
  text({
    lines: true,
    tooLong: (value) => {
      if (bytes(value) > SPOKEN_BYTES)
        return `is ${grouped(bytes(value))} bytes of UTF-8; Twilio's Amazon voices speak ${grouped(SPOKEN_BYTES)} at most (${SPOKEN_SOURCE})`;
      const encoded = encodeURIComponent(value).length;
      return encoded > SPOKEN_ENCODED
        ? `is ${grouped(encoded)} characters when URL-encoded; Twilio speaks ${grouped(SPOKEN_ENCODED)} at most (${SPOKEN_SOURCE})`
        : undefined;
    },
  });

/** Prose of several lines that no caller hears, such as a persona. */
export const prose = (mostBytes: number, source?: string) =>
  text({
    lines: true,
    tooLong: (value) =>
      bytes(value) > mostBytes
        ? `is ${grouped(bytes(value))} bytes of UTF-8; ${grouped(mostBytes)} at most${source === undefined ? "" : ` (${source})`}`
        : undefined,
  });
