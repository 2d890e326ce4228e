/**
 * A pattern that a searched number contains: 2 to 16 digits, keypad letters and Twilio's wildcards. `*` is one digit and `%` any number of
 * them, only at the start or the end and beside at least two others; `+` is the number's start and `$` its end.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource
 */
export const SEARCH_PATTERN = /^(?=.{2,16}$)(?:[+]?[0-9A-Za-z]+[$]?|(?:[+]|[*]+|%+)?[0-9A-Za-z]{2,}(?:[*]+|%+|[$])?)$/;

/** {@link SEARCH_PATTERN} in words. */
export const SEARCH_PATTERN_RULE =
  "2 to 16 digits or letters; * (one digit) or % (several) only at the start or the end; + at the number's start, $ at its end";
