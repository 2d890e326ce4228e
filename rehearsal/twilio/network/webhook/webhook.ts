import { randomUUID } from "node:crypto";
import type { HostResolver } from "../../../hosts.ts";
import type { Clock } from "../../clock.ts";
import { Cookies } from "./cookies.ts";
import { type Answer, send, TransportError } from "./http.ts";
import { type Failure, type Overrides, overrides } from "./overrides.ts";
import { type Parameters, signature } from "./signature.ts";

/** The purpose of a webhook request. */
export type Purpose = "voice" | "redirect" | "action" | "fallback" | "status" | "wait" | "whisper" | "media";

/** One HTTP request of a webhook, and its status (0 for no answer). */
export interface Attempt {
  readonly purpose: Purpose;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly status: number;
  readonly ms: number;
  /** Number of the attempt: 1 is the first, higher numbers are retries. A followed redirect has the number of the redirected attempt. */
  readonly attempt: number;
}

/** A webhook's answer, or why there is none. `url` is the URL that answered after redirects; relative URLs resolve against it. */
export type Outcome =
  | { readonly ok: true; readonly url: string; readonly contentType: string | undefined; readonly bytes: Buffer }
  | { readonly ok: false; readonly url: string; readonly code: number; readonly message: string };

export interface WebhookRequest {
  readonly purpose: Purpose;
  readonly url: string;
  readonly method?: string | null;
  readonly params: Parameters;
}

const MAX_REDIRECTS = 10;
/** Maximum size of a document that Twilio reads (error 11750). */
const MAX_DOCUMENT_BYTES = 64 * 1024;
/** Maximum size of a recording that Twilio plays. https://www.twilio.com/docs/voice/twiml/play */
const MAX_MEDIA_BYTES = 40 * 1024 * 1024;

/** Encodes parameters as a form; an array becomes a repeated key. */
function form(params: Parameters): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

const without = (url: string, what: "fragment" | "user"): string =>
  what === "fragment" ? url.replace(/#.*$/s, "") : url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");

/** Settings that all attempts of a request share: overrides, idempotency token, deadline and maximum answer size. */
type Limits = Overrides & { readonly token: string; readonly deadline: number; readonly maxBytes: number };

/**
 * Makes signed webhook requests for one call: keeps the call's cookies, follows redirects, answers a Basic challenge with the
 * URL's own user and password, and retries as the URL's connection overrides say, with the same idempotency token.
 */
export function createWebhooks(options: {
  clock: Clock;
  resolve: HostResolver;
  authToken: string;
  onAttempt: (attempt: Attempt) => void;
}): (request: WebhookRequest) => Promise<Outcome> {
  const { clock } = options;
  const cookies = new Cookies(clock);

  /** Sends one request, without following redirects or retrying. */
  async function once(
    { url, method, params, authorization }: { url: string; method: string; params: Parameters; authorization?: string },
    limits: Limits,
  ): Promise<Answer> {
    const get = method === "GET";
    const query = get ? form(params) : "";
    const full = query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url;
    const left = Math.max(1, limits.deadline - clock.elapsed());
    const cookie = URL.canParse(full) ? cookies.header(full) : undefined;
    const sent = send({
      clock,
      maxBytes: limits.maxBytes,
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
        "I-Twilio-Idempotency-Token": limits.token,
        ...(get ? {} : { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }),
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
    });
    const answer = await clock.during(sent);
    cookies.keep(full, answer.headers["set-cookie"]);
    return answer;
  }

  /** Makes one attempt: sends the request, follows redirects and answers a Basic challenge. */
  async function attempt(
    request: WebhookRequest,
    limits: Limits,
    number: number,
  ): Promise<{ outcome: Outcome; failure: Failure }> {
    let url = without(request.url, "fragment");
    let method: Attempt["method"] = request.method?.toUpperCase() === "GET" ? "GET" : "POST";
    let { params } = request;
    let authorization: string | undefined;
    for (let redirects = 0; ; ) {
      const shown = without(url, "user");
      const fails = (code: number, message: string, failure: Failure) =>
        ({ outcome: { ok: false, url: shown, code, message }, failure }) as const;
      const began = clock.elapsed();
      const report = (status: number): void => {
        const ms = Math.round(10 * (clock.elapsed() - began)) / 10;
        options.onAttempt({ purpose: request.purpose, method, url: shown, status, ms, attempt: number });
      };
      let answer: Answer;
      try {
        answer = await once({ url, method, params, authorization }, limits);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        report(0);
        return fails(error.code, error.message, error.failure);
      }
      report(answer.status);
      const { status, headers } = answer;
      if (status >= 200 && status < 300) {
        const outcome: Outcome = { ok: true, url: shown, contentType: headers["content-type"], bytes: answer.bytes };
        return { outcome, failure: "other" };
      }
      if (status >= 300 && status < 400 && headers.location !== undefined && URL.canParse(headers.location, url)) {
        redirects += 1;
        if (redirects > MAX_REDIRECTS)
          return fails(11215, `More than ${MAX_REDIRECTS} redirects, the last from ${shown}`, "other");
        url = without(new URL(headers.location, url).href, "fragment");
        // 307 and 308 repeat the request; other statuses turn it into a plain GET of the new URL.
        if (status !== 307 && status !== 308) {
          method = "GET";
          params = {};
        }
        continue;
      }
      const credentials =
        authorization === undefined && status === 401 ? basic(url, headers["www-authenticate"]) : undefined;
      if (credentials === undefined) {
        const failure: Failure = status >= 500 ? "5xx" : status >= 400 ? "4xx" : "other";
        return fails(11200, `Got HTTP ${status} response to ${shown}`, failure);
      }
      authorization = credentials;
    }
  }

  return async (request) => {
    const limits = overrides(request.url);
    const bounds = {
      ...limits,
      token: randomUUID(),
      deadline: clock.elapsed() + limits.totalMs,
      maxBytes: request.purpose === "media" ? MAX_MEDIA_BYTES : MAX_DOCUMENT_BYTES,
    };
    for (let number = 1; ; number += 1) {
      const { outcome, failure } = await attempt(request, bounds, number);
      const again = number <= limits.retries && limits.retriesAfter(failure) && clock.elapsed() < bounds.deadline;
      if (outcome.ok || !again) return outcome;
    }
  };
}

/** Returns the Authorization header that answers a Basic challenge: Twilio sends a URL's user and password only when challenged. */
function basic(url: string, challenge: string | undefined): string | undefined {
  const { username, password } = new URL(url);
  if (!username || !/^basic\b/i.test(challenge ?? "")) return undefined;
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(plain).toString("base64")}`;
}
