import { ProviderError } from "../../kit/handler.ts";
import { setCredentialCommand } from "../credential-command.ts";
import { adviceOn, isAccountWide, needsMainKey } from "./advice.ts";

/**
 * Twilio answered with an error. `code` is Twilio's own number (https://www.twilio.com/docs/api/errors), or `http-STATUS` where the answer
 * had none.
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

/** The connection to Twilio failed. `sent` is false when the request can't have reached Twilio. */
export class ConnectionError extends ProviderError {
  readonly sent: boolean;
  constructor(sent: boolean, message: string, options?: ErrorOptions) {
    super("twilio-unreachable", message, options);
    this.sent = sent;
  }
}

/** The requested thing isn't there (any more). */
export function isGone(error: unknown): boolean {
  return error instanceof TwilioError && error.status === 404;
}

/** The request may or may not have taken effect. */
export function isAmbiguous(error: unknown): boolean {
  return error instanceof ConnectionError ? error.sent : error instanceof TwilioError && error.status >= 500;
}

/** Who asks, for messages: never the secret half. */
export interface Requester {
  readonly accountSid: string;
  readonly label: string | undefined;
  readonly keySid: string | undefined;
  /** Whose credentials it signs in with, where those are another account's: the account above. */
  readonly signedInAs?: string;
}

export function nameOf({ accountSid, label }: Requester): string {
  return label ? `account ${accountSid} (${label})` : `account ${accountSid}`;
}

/** What was asked, for messages. */
export interface RequestContext {
  /** Completes "Twilio refused to ...". */
  readonly what: string;
  readonly path?: string;
  /** Codes whose advice was given already in this run, for the account as a whole; the one of this error joins them. */
  readonly told?: Set<string>;
}

/** Reads an error answer. */
export function errorFrom(
  status: number,
  body: unknown,
  requester: Requester,
  { what, path = "", told }: RequestContext,
): TwilioError {
  const { code, message, more_info } = (typeof body === "object" && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const number = typeof code === "number" ? String(code) : `http-${status}`;
  const moreInfo = typeof more_info === "string" ? more_info : undefined;
  if (status === 401 && requester.keySid && needsMainKey(path)) {
    const rule = `a Standard API key may use neither accounts nor keys, and whether ${requester.keySid} is one can't be seen`;
    const fix = "give the account's auth token, or a Main key with its own secret";
    const text = `Twilio does not let API key ${requester.keySid} ${what} in ${nameOf(requester)}: ${rule}. To do it, ${fix} (error ${number}, HTTP 401)`;
    return new TwilioError(status, number, text, moreInfo);
  }
  if (status === 401) {
    const credentials = requester.keySid ? `API key ${requester.keySid} and its secret` : "auth token";
    const whose = requester.signedInAs ?? requester.accountSid;
    const refused =
      whose === requester.accountSid
        ? `${nameOf(requester)}: ${rightFor(requester)}`
        : `account ${whose}, which ${nameOf(requester)} belongs to: ${rightFromAbove(whose)}`;
    const text = `Twilio does not accept the ${credentials} for ${refused} (error ${number}, HTTP 401)`;
    return new TwilioError(status, number, text, moreInfo);
  }
  const reason = typeof message === "string" && message ? message : `no reason given`;
  const see = moreInfo ? `; ${moreInfo}` : "";
  const advice = adviceOn(number);
  if (told?.has(number)) {
    const again = `Twilio refused to ${what} in ${nameOf(requester)} too: ${reason} (error ${number}, HTTP ${status})`;
    return new TwilioError(status, number, again, moreInfo);
  }
  if (isAccountWide(number)) told?.add(number);
  const text = `Twilio refused to ${what} in ${nameOf(requester)}: ${reason} (error ${number}, HTTP ${status}${see})${advice ? `. ${advice}` : ""}`;
  return new TwilioError(status, number, text, moreInfo);
}

/** The account's own credentials may stem from the program, from a state, or from the stack's configuration. */
function rightFor({ accountSid, keySid }: Requester): string {
  const fix = keySid ? "`apiKeySid` and `apiKeySecret`" : "`authToken` (the account's primary auth token)";
  return `give the right ${fix} for it; a refresh or a destroy signs in with what the state holds, or, where that was rotated, with what \`${setCredentialCommand(accountSid)}\` sets`;
}

/** Those of an account above come from the environment as a rule. */
const rightFromAbove = (accountSid: string): string =>
  `give its primary auth token, as TWILIO_AUTH_TOKEN in the environment, or by \`${setCredentialCommand(accountSid)}\``;
