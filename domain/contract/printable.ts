/** Length in characters at which a sender's text is cut. A cut text ends in an ellipsis. */
export const MAX_PRINTABLE = 256;

/** Control, format, surrogate, private-use and unassigned characters, and line separators. https://www.unicode.org/reports/tr44/#General_Category_Values */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * Makes a sender's text safe to store, log and show on a terminal. Callers choose the text of a SIP `From`, so hidden characters are written as code
 * points (`\u{1b}`), and a long text is cut.
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
