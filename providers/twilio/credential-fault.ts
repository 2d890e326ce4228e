/**
 * Why a text can't be a Twilio credential, such as damage by a pipeline or a shell. Undefined if it may be one. Completes "`authToken` ..."
 * and never repeats the text. Twilio answers extra characters as it does a wrong token: https://www.twilio.com/docs/api/errors/20003
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
