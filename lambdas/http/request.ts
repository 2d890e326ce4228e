import { RejectedRequest } from "./rejected-request.ts";

/** The fields that handlers read of an HTTP API event, payload format 2.0. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly requestId?: string; readonly http: { readonly method: string } };
}

/** Returns a header's value, or "" if it is absent. `name` must be in lower case. */
export function header(event: HttpEvent, name: string): string {
  for (const [key, value] of Object.entries(event.headers ?? {})) if (key.toLowerCase() === name) return value ?? "";
  return "";
}

/** Decodes a request's body. @throws RejectedRequest if it is longer than `maxBytes` */
export function bodyOf(event: HttpEvent, maxBytes: number): Buffer {
  const body = event.body ?? "";
  if (body.length > maxBytes * (event.isBase64Encoded ? 4 / 3 : 1) + 4) throw new RejectedRequest(413, "body-size");
  const bytes = Buffer.from(body, event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > maxBytes) throw new RejectedRequest(413, "body-size");
  return bytes;
}
