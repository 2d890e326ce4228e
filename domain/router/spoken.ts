/**
 * The most that every voice of Twilio speaks at once, in UTF-8 bytes: Amazon Polly's 3,000. Basic voices take 4,096 and Google's 5,000, but which of
 * them speaks is the account's setting. Twilio refuses more with 13521: https://www.twilio.com/docs/api/errors/13521
 */
export const SPOKEN_BYTES = 3_000;
/** The same page: "The URL-encoded string cannot exceed 4500 characters". */
export const SPOKEN_ENCODED = 4_500;

/** Characters that XML 1.0 can't hold even escaped (the writer throws on them), and those that it discourages. https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;

/** A text as XML can hold it: without control characters and lone surrogates. */
export const xmlText = (text: string): string => text.replace(ILLEGAL, "");

/** Whether every voice of Twilio speaks the text whole. It has no lone surrogates. */
export function isSpeakable(text: string): boolean {
  // The longest encoding of a UTF-16 unit: three bytes, each as `%XX`.
  if (text.length * 9 <= SPOKEN_ENCODED) return true;
  return Buffer.byteLength(text) <= SPOKEN_BYTES && encodeURIComponent(text).length <= SPOKEN_ENCODED;
}

/**
 * A text as Twilio speaks it. One that is too long is cut after a sentence, else after a word: a caller who hears the beginning is served better
 * than one who hears nothing.
 */
export function speakable(given: string): string {
  const text = xmlText(given).trim();
  if (isSpeakable(text)) return text;
  // Longer than what any voice speaks: no text is looked at to its end.
  const head = text.slice(0, SPOKEN_BYTES + 1).toWellFormed();
  const sentences = lengthOf(head, "sentence");
  if (sentences > 0) return head.slice(0, sentences).trimEnd();
  return head.slice(0, lengthOf(head, "word") || lengthOf(head, "grapheme")).trimEnd();
}

/** How much of the text can be spoken, cut between two segments. */
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
