import { ProviderError } from "../../kit/handler.ts";
import { setCredentialCommand } from "../credential-command.ts";
import { adviceOn, isAccountWide, needsMainKey } from "./advice.ts";

/**
 * An error response from Twilio. `code` is Twilio's error number (https://www.twilio.com/docs/api/errors), or `http-STATUS` if the response has
 * no number.
 */
export class TwilioError extends ProviderError {
  /** HTTP status. */
  readonly status: number;
  /** Twilio's page about this error. */
  readonly moreInfo: string | undefined;
  constructor(status: number, code: string, message: string, moreInfo?: string) {
    super(code, message);
    this.status = status;
    this.moreInfo = moreInfo;
  }
}

/** The connection to Twilio failed. `sent` is false if the request can't have reached Twilio. */
export class ConnectionError extends ProviderError {
  readonly sent: boolean;
  constructor(sent: boolean, message: string, options?: ErrorOptions) {
    super("twilio-unreachable", message, options);
    this.sent = sent;
  }
}

/** Tells whether an error means that the object doesn't exist. */
export function isGone(error: unknown): boolean {
  return error instanceof TwilioError && error.status === 404;
}

/** Tells whether the failed request may have taken effect. */
export function isAmbiguous(error: unknown): boolean {
  return error instanceof ConnectionError ? error.sent : error instanceof TwilioError && error.status >= 500;
}

/** The account and API key that authenticate a request, for messages. Contains no secret. */
export interface Requester {
  readonly accountSid: string;
  readonly label: string | undefined;
  readonly keySid: string | undefined;
  /** The parent account, if its credentials authenticate the request. */
  readonly signedInAs?: string;
}

export function nameOf({
  accountSid,
  label,
}: {
  readonly accountSid: string;
  readonly label?: string | undefined;
}): string {
  return label ? `account ${accountSid} (${label})` : `account ${accountSid}`;
}

/** Description of the request, for messages. */
export interface RequestContext {
  /** Completes "Twilio refused to ...". */
  readonly what: string;
  readonly path?: string;
  /** Account-wide codes whose fix this run has stated already. The code of this error is added. */
  readonly advised?: Set<string>;
}

/** Makes an error from Twilio's error response. */
export function errorFrom(
  status: number,
  body: unknown,
  requester: Requester,
  { what, path = "", advised }: RequestContext,
): TwilioError {
  const { code, message, more_info } = (typeof body === "object" && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const number = typeof code === "number" ? String(code) : `http-${status}`;
  const moreInfo = typeof more_info === "string" ? more_info : undefined;
  if (status === 401 && requester.keySid && needsMainKey(path)) {
    const text = `Twilio rejected API key ${requester.keySid} for the request to ${what} in ${nameOf(requester)}: the secret is wrong, or it is a Standard key, which has no access to accounts and keys. Use the account's auth token, or a Main key with its own secret (error ${number}, HTTP 401)`;
    return new TwilioError(status, number, text, moreInfo);
  }
  if (status === 401) {
    const credentials = requester.keySid ? `API key ${requester.keySid} and its secret` : "auth token";
    const whose = requester.signedInAs ?? requester.accountSid;
    const account =
      whose === requester.accountSid
        ? `${nameOf(requester)}. ${credentialFix(requester)}`
        : `account ${whose}, the parent of ${nameOf(requester)}. ${parentCredentialFix(whose)}`;
    const text = `Twilio rejected the ${credentials} of ${account} (error ${number}, HTTP 401)`;
    return new TwilioError(status, number, text, moreInfo);
  }
  const reason = typeof message === "string" && message ? message : "no reason given";
  const see = moreInfo ? `; ${moreInfo}` : "";
  const advice = adviceOn(number);
  if (advised?.has(number)) {
    const again = `Twilio refused to ${what} in ${nameOf(requester)} too: ${reason} (error ${number}, HTTP ${status})`;
    return new TwilioError(status, number, again, moreInfo);
  }
  if (isAccountWide(number)) advised?.add(number);
  const text = `Twilio refused to ${what} in ${nameOf(requester)}: ${reason} (error ${number}, HTTP ${status}${see})${advice ? `. ${advice}` : ""}`;
  return new TwilioError(status, number, text, moreInfo);
}

/** Returns the fix for an account's own credentials, which may come from the program, a state or the stack's configuration. */
function credentialFix({ accountSid, keySid }: Requester): string {
  const fix = keySid ? "`apiKeySid` and `apiKeySecret`" : "`authToken` (the account's primary auth token)";
  return `Correct ${fix}. A refresh or a destroy uses the state's credentials, then those set by \`${setCredentialCommand(accountSid)}\``;
}

/** Returns the fix for a parent account's credentials, which usually come from the environment. */
const parentCredentialFix = (accountSid: string): string =>
  `Set its primary auth token as TWILIO_AUTH_TOKEN in the environment, or with \`${setCredentialCommand(accountSid)}\``;
