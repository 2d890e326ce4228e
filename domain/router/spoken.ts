/**
 * Maximum UTF-8 bytes that every Twilio voice accepts: Amazon Polly's 3,000. Basic voices accept 4,096 and Google's 5,000, but the account's
 * settings choose the voice. Twilio rejects a longer text with error 13521: https://www.twilio.com/docs/api/errors/13521
 */
export const SPOKEN_BYTES = 3_000;
/** Limit of the URL-encoded text. The same page: "The URL-encoded string cannot exceed 4500 characters". */
export const SPOKEN_ENCODED = 4_500;

/** Characters that XML 1.0 discourages, or forbids even when escaped (the XML writer throws on them). https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;

/** Removes the characters that XML can't hold: control characters and lone surrogates. */
export const xmlText = (text: string): string => text.replace(ILLEGAL, "");

/** Whether every Twilio voice speaks the whole text, which must have no lone surrogates. */
export function isSpeakable(text: string): boolean {
  // Fast check first: a UTF-16 unit is at most three bytes, each encoded as `%XX`.
  if (text.length * 9 <= SPOKEN_ENCODED) return true;
  return Buffer.byteLength(text) <= SPOKEN_BYTES && encodeURIComponent(text).length <= SPOKEN_ENCODED;
}

/**
 * Makes a text that every Twilio voice speaks. A text that is too long is cut after a sentence, else after a word, else after a character: better
 * for the caller than silence.
 */
export function speakable(given: string): string {
  const text = xmlText(given).trim();
  if (isSpeakable(text)) return text;
  // Cut first, to limit the work on a long text.
  const head = text.slice(0, SPOKEN_BYTES + 1).toWellFormed();
  const sentences = lengthOf(head, "sentence");
  if (sentences > 0) return head.slice(0, sentences).trimEnd();
  return head.slice(0, lengthOf(head, "word") || lengthOf(head, "grapheme")).trimEnd();
}

/** Total length of the leading segments that fit the limits. */
function lengthOf(text: string, granularity: "sentence" | "word" | "grapheme"): number {
  let bytes = 0;
  let encoded = 0;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    encoded += encodeURIComponent(segment).length;
    if (bytes > SPOKEN_BYTES || encoded > SPOKEN_ENCODED) return index;
  }
  return text.length;
}
