import { type CallIdentity, calledIn, callerIn } from "../../domain/contract/call.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import { bodyOf, type HttpEvent, header } from "../http/request.ts";

/** Fields of a form; a repeated name has a list. The object has no prototype. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A well-formed webhook. Nothing in it is trusted before its signature is verified. */
export interface Webhook {
  readonly path: string;
  readonly query: string;
  readonly signature: string;
  readonly form: Form;
  readonly call: CallIdentity;
}

/** Maximum size of a webhook. Real webhooks are 1 to 3 KB. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Parses a webhook. @throws RejectedRequest for a request that Twilio never sends */
export function parseWebhook(event: HttpEvent): Webhook {
  if (event.requestContext.http.method !== "POST") throw new RejectedRequest(405, "method");
  const type = header(event, "content-type").split(";")[0]!.trim().toLowerCase();
  const form = parseForm(bodyOf(event, MAX_BODY_BYTES).toString("latin1"));
  if (type !== "application/x-www-form-urlencoded") throw new RejectedRequest(400, "content-type");
  return {
    path: event.rawPath,
    query: event.rawQueryString ?? "",
    signature: header(event, "x-twilio-signature"),
    form,
    call: {
      id: shaped(form, "CallSid", /^CA[0-9a-fA-F]{32}$/),
      carrier: "twilio",
      account: shaped(form, "AccountSid", /^AC[0-9a-fA-F]{32}$/),
      called: calledIn(numberIn(field(form, "To") ?? "")),
      caller: callerIn(field(form, "From") ?? ""),
    },
  };
}

/** The parts of a webhook that parsing and verifying it need, for the queue of late events. */
export function verifiableParts({ rawPath, rawQueryString, headers = {}, ...rest }: HttpEvent): HttpEvent {
  const { body, isBase64Encoded, requestContext } = rest;
  const kept = Object.entries(headers).filter(([name]) => /^(content-type|x-twilio-signature)$/i.test(name));
  return {
    rawPath,
    ...(rawQueryString !== undefined && { rawQueryString }),
    headers: Object.fromEntries(kept),
    ...(body !== undefined && { body }),
    ...(isBase64Encoded !== undefined && { isBase64Encoded }),
    requestContext: { http: { method: requestContext.http.method } },
  };
}

/**
 * Returns the number in a `To`, also from a SIP domain's address or a WhatsApp call (https://www.twilio.com/docs/voice/api/sip-interface); else the text.
 * A `To` without a number isn't rejected: if the signature is valid, the caller hears that the number isn't in service.
 */
function numberIn(to: string): string {
  const number = /^(?:whatsapp:|sips?:)?(?:\+|%2B)([1-9]\d{6,14})(?=$|@)/i.exec(to)?.[1];
  return number === undefined ? to : `+${number}`;
}

/** Returns a field that occurs once; undefined if it is absent or repeated. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === "string" ? value : undefined;
}

/** Returns a field that is a whole number of at most seven digits, such as a duration in seconds. */
export function integerField(form: Form, name: string): number | undefined {
  const text = field(form, name);
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

/** Parses strictly: a stray `%`, a byte that isn't ASCII and text that isn't UTF-8 are rejected. https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
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
