/**
 * What a number that is searched for has in it: digits, letters as on a keypad, `*` for any digit.
 * https://www.twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource
 */
export const SEARCH_PATTERN = /^[+]?[0-9A-Za-z*]{2,}$/;
