/**
 * Why a text can't be a credential of Twilio's, whatever it is for: what goes wrong on its way through pipelines and shells. Undefined for one that
 * may be right, which Twilio alone knows. Completes "`authToken` ...", and never repeats the text.
 * Twilio refuses extra characters as it refuses a wrong token: https://www.twilio.com/docs/api/errors/20003
 */
export function credentialFault(text: string): string | undefined {
  if (text === "") return "is empty: an unset variable of a CI pipeline makes it so";
  if (/^\s|\s$/.test(text)) return "begins or ends with a space or a line break, which Twilio takes for part of it";
  if (/^["'`“”‘’]|["'`“”‘’]$/.test(text)) return "has quotation marks around it, which Twilio takes for part of it";
  if (!/^[\x21-\x7e]+$/.test(text)) return "holds a space, a control character or a letter that no credential has";
  return undefined;
}
