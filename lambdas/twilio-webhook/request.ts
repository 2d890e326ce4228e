import { printable } from "../../domain/contract/printable.ts";
import type { Entry } from "../telemetry/telemetry.ts";

/** An HTTP API event of payload format 2.0, as far as it is read. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly requestId?: string; readonly http: { readonly method: string } };
}

/** Fields of a form, each once, or more than once as a list. No prototype. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A well-formed webhook. Nothing in it is to be trusted before its signature is verified. */
export interface Webhook {
  readonly path: string;
  readonly query: string;
  readonly signature: string;
  readonly form: Form;
  readonly callSid: string;
  readonly accountSid: string;
  /** The called number, E.164; what was called instead ({@link printable}) where it names none, as in a call from an app to no number. */
  readonly to: string;
  /** The caller ({@link printable}): mostly E.164, also `anonymous`, `sip:` and `client:` addresses, or empty. */
  readonly from: string;
}

/** A request that isn't served. `code` is for logs and metrics; the sender learns only the status. */
export class RejectedRequest extends Error {
  override readonly name = "RejectedRequest";
  readonly status: 400 | 403 | 404 | 405 | 413;
  readonly code: string;
  /** The account of ours whose tokens don't verify the signature, for whoever has to mend it. */
  readonly unverified: Account | undefined;

  /** `cause` is a fault of ours that must be mended, and is logged as one. */
  constructor(
    status: RejectedRequest["status"],
    code: string,
    { cause, unverified }: { readonly cause?: unknown; readonly unverified?: Account } = {},
  ) {
    super(`${status} ${code}`, { cause });
    this.status = status;
    this.code = code;
    this.unverified = unverified;
  }
}

type Account = Pick<Entry, "accountSid" | "tenant" | "connection">;

/** Real webhooks are 1 to 3 KB. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Parses an event; throws a `RejectedRequest` for what no webhook of Twilio looks like. */
export function parseWebhook(event: HttpEvent): Webhook {
  if (event.requestContext.http.method !== "POST") throw new RejectedRequest(405, "method");
  const type = header(event, "content-type").split(";")[0]!.trim().toLowerCase();
  const form = parseForm(bodyOf(event).toString("latin1"));
  if (type !== "application/x-www-form-urlencoded") throw new RejectedRequest(400, "content-type");
  return {
    path: event.rawPath,
    query: event.rawQueryString ?? "",
    signature: header(event, "x-twilio-signature"),
    form,
    callSid: shaped(form, "CallSid", /^CA[0-9a-fA-F]{32}$/),
    accountSid: shaped(form, "AccountSid", /^AC[0-9a-fA-F]{32}$/),
    to: calledNumber(field(form, "To") ?? ""),
    from: printable(field(form, "From") ?? ""),
  };
}

/**
 * The number that was called: also that of a SIP domain's address or of a WhatsApp call. https://www.twilio.com/docs/voice/api/sip-interface
 * What isn't one isn't refused here: once the signature is verified, such a caller hears that the number isn't in service.
 */
function calledNumber(to: string): string {
  const number = /^(?:whatsapp:|sips?:)?(?:\+|%2B)([1-9]\d{6,14})(?=$|@)/i.exec(to)?.[1];
  return number === undefined ? printable(to) : `+${number}`;
}

/** A field that occurs once, or undefined. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === "string" ? value : undefined;
}

/** A header's value, whatever the case of its name; "" where there is none. */
export function header(event: HttpEvent, name: string): string {
  for (const [key, value] of Object.entries(event.headers ?? {})) if (key.toLowerCase() === name) return value ?? "";
  return "";
}

/** A request's body. Throws a `RejectedRequest` where it is longer than `maxBytes`. */
export function bodyOf(event: HttpEvent, maxBytes = MAX_BODY_BYTES): Buffer {
  const body = event.body ?? "";
  if (body.length > maxBytes * (event.isBase64Encoded ? 4 / 3 : 1) + 4) throw new RejectedRequest(413, "body-size");
  const bytes = Buffer.from(body, event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > maxBytes) throw new RejectedRequest(413, "body-size");
  return bytes;
}

/** Strict: a stray `%`, a byte that isn't ASCII or text that isn't UTF-8 is refused rather than guessed. https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
function parseForm(body: string): Form {
  if (body === "") throw new RejectedRequest(400, "body-empty");
  if (/[^\x20-\x7e]/.test(body)) throw new RejectedRequest(400, "body-encoding");
  const form: Record<string, string | string[]> = Object.create(null);
  for (const pair of body.split("&")) {
    const at = pair.indexOf("=");
    if (at < 1) throw new RejectedRequest(400, "body-form");
    const name = decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    const before = form[name];
    form[name] = before === undefined ? value : [...(typeof before === "string" ? [before] : before), value];
  }
  return form;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new RejectedRequest(400, "body-encoding");
  }
}

function shaped(form: Form, name: string, shape: RegExp): string {
  const value = field(form, name);
  if (value === undefined || !shape.test(value)) throw new RejectedRequest(400, `shape-of-${name}`);
  return value;
}
