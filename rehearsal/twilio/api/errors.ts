/** An error response of Twilio's API. Codes: https://www.twilio.com/docs/api/errors */
export class TwilioError extends Error {
  override readonly name = "TwilioError";
  /** HTTP status. */
  readonly status: number;
  /** Twilio's code: 20404, 21422, ... */
  readonly code: number;
  readonly detail: string;
  constructor(status: number, code: number, message: string, detail = "") {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** The JSON body. Only the answer to wrong credentials carries `detail`. */
  body(): Record<string, number | string> {
    const more_info = `https://www.twilio.com/docs/errors/${this.code === 20503 ? 503 : this.code}`;
    if (this.code === 20003) {
      return { code: this.code, detail: this.detail, message: this.message, more_info, status: this.status };
    }
    return { code: this.code, message: this.message, more_info, status: this.status };
  }
}

/** Error for wrong credentials, or credentials without access to the resource. https://www.twilio.com/docs/api/errors/20003 */
export const unauthorized = () => new TwilioError(401, 20003, "Authenticate");

/** Error for credentials that don't identify an account: missing ones (https://github.com/twilio/twilio-php/issues/275), or a username that isn't a SID. */
export const unidentified = (why: "invalid username" | "No credentials provided") =>
  new TwilioError(401, 20003, `Authentication Error - ${why}`, "Your AccountSid or AuthToken was incorrect.");

/** Error for a path without a resource that the credentials can access. Products omit the version from the path in the message. */
export const notFound = (path: string) =>
  new TwilioError(404, 20404, `The requested resource ${path.replace(/^\/v\d+(?=\/)/, "")} was not found`);

/** Error for an existing path that doesn't support the method. */
export const methodNotAllowed = () => new TwilioError(405, 20004, "Method not allowed");

/** Error for a feature of Twilio that the stand-in doesn't model. Code 20501 is the stand-in's own. */
export const notModelled = (what: string) =>
  new TwilioError(501, 20501, `The rehearsal's stand-in for Twilio does not model ${what}`);

/** Error for a parameter that Twilio refuses. */
export const refused = (code: number, message: string) => new TwilioError(400, code, message);

const BY_STATUS: Readonly<Record<number, readonly [code: number, message: string]>> = {
  403: [20403, "Forbidden"],
  409: [20409, "Conflict"],
  429: [20429, "Too Many Requests"],
  500: [20500, "An internal server error has occurred"],
  503: [20503, "Service is unavailable, please try again"],
};

/** Returns Twilio's error for an HTTP status that doesn't depend on the request's content. */
export function errorOfStatus(status: number): TwilioError {
  const [code, message] = BY_STATUS[status] ?? [20000 + status, `HTTP ${status}`];
  return new TwilioError(status, code, message);
}
