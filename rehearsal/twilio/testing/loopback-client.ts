import { request as httpRequest } from "node:http";

/** The requests that the `twilio` SDK hands to its httpClient. */
interface SdkRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A response in the SDK's format. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Creates an httpClient for the official SDK that sends every request to the stand-in, with the product's host name in the Host header.
 * A base URL isn't enough, since the SDK follows the absolute links of pages.
 *
 * @example `twilio(accountSid, authToken, { httpClient: loopbackClient(origin) })`
 */
export function loopbackClient(origin: string) {
  return {
    async request(q: SdkRequest): Promise<SdkResponse> {
      const url = new URL(q.uri);
      for (const [name, value] of pairs(q.params)) url.searchParams.append(name, value);
      const body = String(new URLSearchParams(pairs(q.data)));
      const headers: Record<string, string> = { ...q.headers, Host: url.host };
      if (q.username) headers.Authorization = `Basic ${Buffer.from(`${q.username}:${q.password}`).toString("base64")}`;
      if (q.method.toLowerCase() === "post") headers["Content-Type"] ??= "application/x-www-form-urlencoded";
      return send(new URL(url.pathname + url.search, origin), q.method.toUpperCase(), headers, body);
    },
  };
}

/** Returns parameters as pairs, with a repeated parameter for a list. */
const pairs = (values: Readonly<Record<string, unknown>> = {}): [string, string][] =>
  Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]);
  });

/** Sends an HTTP request to loopback. Parses the response's body if it is JSON. */
export function send(url: URL, method: string, headers: Record<string, string>, body = ""): Promise<SdkResponse> {
  return new Promise((done, failed) => {
    const request = httpRequest(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", failed);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const json = response.headers["content-type"]?.startsWith("application/json");
        done({ statusCode: response.statusCode ?? 0, body: json ? parsed(text) : text, headers: response.headers });
      });
    });
    request.on("error", failed);
    request.end(body);
  });
}

/** Parses JSON; returns invalid JSON as text, like the SDK's own client. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
