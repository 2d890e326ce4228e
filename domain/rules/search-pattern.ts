/**
 * What a number that is searched for has in it: 2 to 16 digits, letters as on a keypad, and Twilio's meta-characters. `*` is one digit and `%` any
 * number of them, at the beginning or the end alone and beside two others at least; `+` is the number's beginning and `$` its end.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource
 */
export const SEARCH_PATTERN = /^(?=.{2,16}$)(?:[+]?[0-9A-Za-z]+[$]?|(?:[+]|[*]+|%+)?[0-9A-Za-z]{2,}(?:[*]+|%+|[$])?)$/;

/** The rule in words. */
export const SEARCH_PATTERN_RULE =
  "2 to 16 digits or letters, with * for one digit or % for several at the beginning or the end only, + at the number's beginning, $ at its end";
