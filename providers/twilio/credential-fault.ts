/**
 * Returns why a text can't be a Twilio credential, for example after damage by a CI pipeline or a shell; undefined if it can be one. Completes
 * "`authToken` ..." and never repeats the text. Twilio reports extra characters with the same error as a wrong token:
 * https://www.twilio.com/docs/api/errors/20003
 */
export function credentialFault(text: string): string | undefined {
  if (text === "") return "is empty, perhaps because a variable of a CI pipeline is unset";
  if (/^\s|\s$/.test(text))
    return "begins or ends with a space or a line break, which Twilio would treat as part of the credential";
  if (/^["'`“”‘’]|["'`“”‘’]$/.test(text))
    return "has quotation marks around it, which Twilio would treat as part of the credential";
  if (!/^[\x21-\x7e]+$/.test(text))
    return "contains a space, a control character or a non-ASCII character, which no credential has";
  return undefined;
}
