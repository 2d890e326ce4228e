import { randomUUID } from "node:crypto";
import type { HostResolver } from "../../hosts.ts";
import { Cookies } from "./cookies.ts";
import { type Failure, type Overrides, overrides } from "./overrides.ts";
import { type Parameters, signature } from "./signature.ts";
import { type Answer, send, TransportError } from "./transport.ts";

/** Why a webhook is requested. */
export type Purpose = "voice" | "redirect" | "action" | "fallback" | "status";

/** One HTTP request and what came of it; status 0 is no answer at all. */
export interface Attempt {
  readonly purpose: Purpose;
  readonly url: string;
  readonly status: number;
  readonly ms: number;
  /** 1 is the first, more are retries. Redirects belong to the attempt that met them. */
  readonly attempt: number;
}

/** A webhook's answer, or why there is none. `url` is the one that answered after redirects: relative addresses start there. */
export type Outcome =
  | { readonly ok: true; readonly url: string; readonly contentType: string | undefined; readonly body: string }
  | { readonly ok: false; readonly url: string; readonly code: number; readonly message: string };

export interface WebhookRequest {
  readonly purpose: Purpose;
  readonly url: string;
  readonly method?: string | null;
  readonly params: Parameters;
}

const MAX_REDIRECTS = 10;

/** Form encoding; an array is a repeated key. */
function form(params: Parameters): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

const without = (url: string, what: "fragment" | "user"): string =>
  what === "fragment" ? url.replace(/#.*$/s, "") : url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");

const failureOf = (status: number): Failure => (status >= 500 ? "5xx" : status >= 400 ? "4xx" : "other");

/**
 * Makes signed webhook requests for one call: it keeps the call's cookies, follows redirects, answers a Basic challenge with
 * the URL's own user and password, and retries as the URL's connection overrides say, with the same idempotency token.
 */
export function createWebhooks(options: {
  resolve: HostResolver;
  authToken: string;
  onAttempt: (attempt: Attempt) => void;
}): (request: WebhookRequest) => Promise<Outcome> {
  const cookies = new Cookies();

  /** One request without redirects or retries. */
  async function once(
    url: string,
    method: string,
    params: Parameters,
    token: string,
    limits: Overrides,
    deadline: number,
    authorization?: string,
  ): Promise<Answer> {
    const get = method === "GET";
    const query = get ? form(params) : "";
    const full = query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url;
    const left = Math.max(1, deadline - Date.now());
    const cookie = URL.canParse(full) ? cookies.header(full) : undefined;
    const answer = await send({
      url: full,
      method,
      resolve: options.resolve,
      connectMs: Math.min(limits.connectMs, left),
      readMs: Math.min(limits.readMs, left),
      ...(get ? {} : { body: form(params) }),
      headers: {
        "User-Agent": "TwilioProxy/1.1",
        Accept: "*/*",
        "X-Twilio-Signature": signature({ authToken: options.authToken, url: full, params: get ? {} : params }),
        "I-Twilio-Idempotency-Token": token,
        ...(get ? {} : { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }),
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
    });
    cookies.keep(full, answer.headers["set-cookie"]);
    return answer;
  }

  return async (request) => {
    const limits = overrides(request.url);
    const token = randomUUID();
    const deadline = Date.now() + limits.totalMs;
    const start = without(request.url, "fragment");
    let failed: Outcome & { ok: false } = { ok: false, url: start, code: 11200, message: "" };

    for (let attempt = 1; attempt <= 1 + limits.retries; attempt += 1) {
      let url = start;
      let method = request.method?.toUpperCase() === "GET" ? "GET" : "POST";
      let params = request.params;
      let failure: Failure = "other";
      let redirects = 0;
      let authorization: string | undefined;
      for (;;) {
        const shown = without(url, "user");
        const began = performance.now();
        const report = (status: number): void =>
          options.onAttempt({ purpose: request.purpose, url: shown, status, ms: performance.now() - began, attempt });
        try {
          const answer = await once(url, method, params, token, limits, deadline, authorization);
          report(answer.status);
          const location = answer.headers.location;
          if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
            redirects += 1;
            if (redirects > MAX_REDIRECTS) {
              failed = { ok: false, url: shown, code: 11215, message: `Over ${MAX_REDIRECTS} redirects` };
              break;
            }
            url = without(new URL(location, url).href, "fragment");
            // 307 and 308 repeat the request; the others become a plain GET of the new address.
            if (answer.status !== 307 && answer.status !== 308) {
              method = "GET";
              params = {};
            }
            continue;
          }
          if (answer.status === 401 && authorization === undefined) {
            const { username, password } = new URL(url);
            if (username && /^basic\b/i.test(answer.headers["www-authenticate"] ?? "")) {
              const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
              authorization = `Basic ${Buffer.from(plain).toString("base64")}`;
              continue;
            }
          }
          if (answer.status >= 200 && answer.status < 300) {
            return { ok: true, url: shown, contentType: answer.headers["content-type"], body: answer.body };
          }
          failure = failureOf(answer.status);
          failed = { ok: false, url: shown, code: 11200, message: `Got HTTP ${answer.status} response to ${shown}` };
        } catch (error) {
          if (!(error instanceof TransportError)) throw error;
          report(0);
          failure = error.failure;
          failed = { ok: false, url: shown, code: error.code, message: error.message };
        }
        break;
      }
      if (!limits.retriesAfter(failure) || Date.now() >= deadline) break;
    }
    return failed;
  };
}
