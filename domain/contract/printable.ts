/** Longest text of a sender that is kept, in characters. What is longer is cut there and ends in an ellipsis. */
export const MAX_PRINTABLE = 256;

/** Control, format, surrogate, private-use and unassigned characters, and line separators. https://www.unicode.org/reports/tr44/#General_Category_Values */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * A sender's text as it may be stored, logged and shown on a terminal. Callers choose what a SIP `From` says, so hidden characters are written
 * as their code points (`\u{1b}`), and the length is bounded.
 */
export function printable(given: string): string {
  let text = "";
  for (const character of given) {
    const shown = HIDDEN.test(character) ? `\\u{${character.codePointAt(0)!.toString(16)}}` : character;
    if (text.length + shown.length > MAX_PRINTABLE) return `${text}…`;
    text += shown;
  }
  return text;
}
