import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { type Destination, type Distrust, type HostResolver, UntrustedHost } from "../../../hosts.ts";
import { after, type Clock } from "../../clock.ts";
import type { Failure } from "./overrides.ts";

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** An HTTP answer of any status. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** An attempt that got no answer. `code` is Twilio's error code. */
export class TransportError extends Error {
  readonly code: number;
  readonly failure: Failure;

  constructor(code: number, failure: Failure, message: string) {
    super(message);
    this.name = "TransportError";
    this.code = code;
    this.failure = failure;
  }
}

/** Returns the local origin that serves a URL. @throws when the origin isn't loopback: a rehearsal never leaves the machine */
export async function locate(url: URL, resolve: HostResolver): Promise<Destination | undefined> {
  const destination = await resolve(url);
  if (destination && !LOOPBACK.has(new URL(destination.origin).hostname)) {
    throw new Error(
      `${url.host} resolves to ${destination.origin}, which isn't loopback: a rehearsal never leaves the machine`,
    );
  }
  return destination;
}

/**
 * Twilio's errors for certificates.
 * https://www.twilio.com/en-us/blog/security-update-on-ssl-certificate-validation-html and https://www.twilio.com/docs/api/errors/11220
 */
const TLS_ERRORS: Readonly<Record<Distrust, readonly [code: number, message: string]>> = {
  none: [11220, "SSL/TLS Handshake Error"],
  "other-name": [11235, "Certificate Invalid - Domain Mismatch"],
  expired: [11236, "Certificate Invalid - Certificate Expired"],
};

function refusedByTls(error: unknown): never {
  if (!(error instanceof UntrustedHost)) throw error;
  const [code, message] = TLS_ERRORS[error.why];
  throw new TransportError(code, "ct", `${message}: ${error.message}`);
}

/** Returns a URL's path and query as written, because they are signed as written; percent-encodes only what HTTP can't carry. */
function target(url: string): string {
  const written = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? "";
  const path = written.startsWith("/") ? written : `/${written}`;
  if (/^[\x21-\x7e]*$/.test(path)) return path;
  const parsed = new URL(url);
  return parsed.pathname + parsed.search;
}

/** Sends one HTTP request over loopback, with the URL's host in the Host header. */
export async function send(options: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  resolve: HostResolver;
  connectMs: number;
  readMs: number;
  maxBytes: number;
  clock: Clock;
}): Promise<Answer> {
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TransportError(11100, "other", `Invalid URL format: ${options.url}`);
  }
  const destination = await locate(url, options.resolve).catch(refusedByTls);
  if (!destination)
    throw new TransportError(11210, "ct", `Bad host name: nothing in this rehearsal serves ${url.hostname}`);
  const origin = new URL(destination.origin);

  return new Promise((resolve, reject) => {
    let stop = (): void => {};
    let connected = false;
    const fail = (error: TransportError): void => {
      stop();
      reject(error);
      request.destroy();
    };
    const request = httpRequest({
      agent: false,
      host: origin.hostname.replace(/^\[|\]$/g, ""),
      port: origin.port,
      method: options.method,
      path: target(options.url),
      headers: {
        Host: destination.host,
        // Loopback has no TLS: send the header that a TLS terminator in the cloud would add.
        "X-Forwarded-Proto": url.protocol.slice(0, -1),
        ...options.headers,
        ...(options.body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(options.body)) }),
      },
    });
    const limit = (ms: number, error: TransportError): void => {
      stop();
      stop = after(options.clock, ms, () => fail(error));
    };
    limit(
      options.connectMs,
      new TransportError(11205, "ct", `No connection to ${url.host} within ${options.connectMs} ms`),
    );
    request.on("socket", (socket) =>
      socket.once("connect", () => {
        connected = true;
        limit(
          options.readMs,
          new TransportError(11200, "rt", `No answer from ${url.host} within ${options.readMs} ms`),
        );
      }),
    );
    request.on("error", (error) =>
      fail(
        connected
          ? new TransportError(11206, "rt", `HTTP protocol violation by ${url.host}: ${error.message}`)
          : new TransportError(11205, "ct", `No connection to ${url.host}: ${error.message}`),
      ),
    );
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > options.maxBytes)
          fail(new TransportError(11750, "other", `Answer of ${url.host} exceeds ${options.maxBytes} bytes`));
        else chunks.push(chunk);
      });
      response.on("error", (error) =>
        fail(new TransportError(11206, "rt", `HTTP protocol violation by ${url.host}: ${error.message}`)),
      );
      response.on("end", () => {
        stop();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) });
      });
    });
    request.end(options.body);
  });
}
