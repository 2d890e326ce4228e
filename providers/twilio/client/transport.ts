import http from "node:http";
import https from "node:https";
import { ProviderError } from "../../kit/handler.ts";
import { requestTimeoutMs } from "../../kit/request-timeout.ts";
import { ConnectionError } from "./errors.ts";

/** The timeout of Twilio's own libraries. */
const TIMEOUT_MS = requestTimeoutMs(30_000);
/** Maximum sockets to one host. Twilio limits an account's concurrency, not its rate. */
export const MAX_SOCKETS = 20;

export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  /** `user:password` of Basic authentication. */
  readonly credentials: string;
  readonly body?: string;
  /** True if the body is JSON instead of a form. */
  readonly json?: boolean;
  /** True to use a new socket: a reused one may close during the request, which leaves the request's outcome unknown. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Response {
  readonly status: number;
  /** The parsed body; undefined when it is empty or isn't JSON. */
  readonly body: unknown;
  /** Time of the response, by Twilio's clock. */
  readonly date: Date | undefined;
  readonly headers: http.IncomingHttpHeaders;
}

/**
 * Sends requests to Twilio, or to the loopback origin in `AYBIZA_TWILIO_URL` (http://127.0.0.1:4010), with the original host name. Only
 * loopback is accepted, so that the setting can't send credentials elsewhere.
 */
export class Transport {
  readonly #local: URL | undefined;
  readonly #http = new http.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  readonly #https = new https.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });

  constructor(localOrigin: string | undefined) {
    this.#local = localOrigin ? loopback(localOrigin) : undefined;
  }

  /** The origin to which requests are sent. */
  get origin(): string {
    return this.#local?.origin ?? "https://api.twilio.com";
  }

  /** Sends one request. Throws ConnectionError if there is no response, and the signal's reason after an abort. */
  send(request: Request): Promise<Response> {
    const { url, signal } = request;
    signal?.throwIfAborted();
    const target = this.#local ? new URL(url.pathname + url.search, this.#local) : url;
    const secure = target.protocol === "https:";
    const body = request.body === undefined ? undefined : Buffer.from(request.body);
    const options = {
      method: request.method,
      agent: request.fresh ? false : secure ? this.#https : this.#http,
      timeout: TIMEOUT_MS,
      headers: {
        host: url.host,
        authorization: `Basic ${Buffer.from(request.credentials).toString("base64")}`,
        accept: "application/json",
        "user-agent": "aybiza-pulumi-twilio",
        ...(body && {
          "content-type": request.json ? "application/json" : "application/x-www-form-urlencoded",
          "content-length": body.length,
        }),
      },
    };
    return new Promise((resolve, reject) => {
      let sent = false;
      const fail = (cause: Error) => {
        if (signal?.aborted) return reject(signal.reason);
        const where = this.#local ? `${url.host} (at ${this.#local.origin})` : url.host;
        reject(new ConnectionError(sent, `no answer from ${where}: ${reasonOf(cause)}`, { cause }));
      };
      const outgoing = (secure ? https : http).request(target, options, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on("data", (part: Buffer) => parts.push(part));
        incoming.on("error", fail);
        incoming.on("end", () => {
          if (!incoming.complete) return fail(new Error("the answer was incomplete"));
          const { statusCode = 0, headers } = incoming;
          const body = parse(Buffer.concat(parts).toString());
          resolve({ status: statusCode, body, date: dateOf(headers.date), headers });
        });
        incoming.on("close", () => incoming.complete || fail(new Error("the answer was incomplete")));
      });
      outgoing.on("socket", (socket) => {
        if (!socket.connecting) sent = true;
        else socket.once(secure ? "secureConnect" : "connect", () => (sent = true));
      });
      outgoing.on("error", fail);
      outgoing.on("timeout", () => outgoing.destroy(new Error(`timed out after ${TIMEOUT_MS / 1000} s`)));
      const abort = () => outgoing.destroy(new Error("aborted"));
      signal?.addEventListener("abort", abort, { once: true });
      outgoing.on("close", () => signal?.removeEventListener("abort", abort));
      outgoing.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function dateOf(header: string | undefined): Date | undefined {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: Error & { code?: string; errors?: Error[] }): string {
  return error.message || error.errors?.[0]?.message || error.code || "unknown reason";
}

function loopback(origin: string): URL {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const local = url && /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(url.hostname);
  if (!url || !local || !/^https?:$/.test(url.protocol)) {
    throw new ProviderError(
      "not-loopback",
      "AYBIZA_TWILIO_URL must be a loopback URL, such as http://127.0.0.1:4010. Correct it, or unset it to use Twilio itself",
    );
  }
  return url;
}
