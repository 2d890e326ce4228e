import { XMLParser } from "fast-xml-parser";
import sdk from "twilio";
import { TwilioError } from "../api/errors.ts";
import { API_2010, apiOf, type Operation } from "../api/openapi.ts";
import { apiAt } from "../api/products.ts";
import type { AccountSeed } from "../seed.ts";
import { startTwilio, type Twilio, type TwilioOptions } from "../server.ts";
import { checksOf } from "./conformance.ts";
import { loopbackClient, type SdkResponse, send } from "./loopback-client.ts";

/** An account with an API key and nothing else. */
export const ACME: AccountSeed = {
  sid: `AC${"ac".repeat(16)}`,
  authToken: "acme-auth-token",
  friendlyName: "Acme Dental",
  apiKeys: [{ sid: `SK${"a1".repeat(16)}`, secret: "acme-key-secret" }],
};

/** Another customer's account. */
export const ZENITH: AccountSeed = {
  sid: `AC${"2e".repeat(16)}`,
  authToken: "zenith-auth-token",
  friendlyName: "Zenith Travel",
};

/** Operations whose successful answers were checked in this process. */
export const checkedOperations = new Set<string>();

/** A stand-in under test. Every response through these clients is checked against Twilio's OpenAPI file. */
export interface World extends Twilio {
  /** Returns the official SDK with an account's credentials. */
  sdk(account?: AccountSeed): ReturnType<typeof sdk>;
  /**
   * Sends a raw request to api.twilio.com, or to the product in the header `Host`. `path` is relative to /2010-04-01 unless it is a full path
   * or one of a product. `account` defaults to ACME.
   */
  raw(method: string, path: string, options?: RawOptions): Promise<SdkResponse>;
}

export interface RawOptions {
  readonly account?: Pick<AccountSeed, "authToken" | "sid">;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Skips the check, for responses that faults produce. */
  readonly unchecked?: true;
}

/** Starts a stand-in for a test; close it afterwards. */
export async function startWorld(options: Partial<TwilioOptions> = {}): Promise<World> {
  const twilio = await startTwilio({ resolve: async () => undefined, accounts: [ACME, ZENITH], ...options });
  const client = loopbackClient(twilio.origin);
  return {
    ...twilio,
    sdk: (account = ACME) => {
      const httpClient = {
        async request(q: Parameters<typeof client.request>[0]) {
          const response = await client.request(q);
          check(q.method, new URL(q.uri), response);
          return response;
        },
      };
      // The SDK asks for its own class of HTTP client but only calls `request`.
      return sdk(account.sid, account.authToken, { httpClient: httpClient as never });
    },
    raw: async (method, path, { account = ACME, headers = {}, body = "", unchecked } = {}) => {
      const full = /^([^/]|[/](2010|v\d+[/]))/.test(path);
      const url = new URL(full ? path : `/2010-04-01${path}`, twilio.origin);
      const credentials = Buffer.from(`${account.sid}:${account.authToken}`).toString("base64");
      const response = await send(
        url,
        method,
        {
          Host: "api.twilio.com",
          Authorization: `Basic ${credentials}`,
          ...(body ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
          ...headers,
        },
        body,
      );
      if (!unchecked) check(method, new URL(url.pathname, `https://${headers.Host ?? "api.twilio.com"}`), response);
      return response;
    },
  };
}

/** Checks a response against Twilio's OpenAPI files. Throws if it doesn't conform. */
export function check(method: string, url: URL, { statusCode, body }: Pick<SdkResponse, "body" | "statusCode">): void {
  const operation = operationAt(method, url);
  // formats.test.ts compares responses in other formats with the same response in JSON.
  if (!operation && typeof body === "string" && statusCode < 400) return;
  const checks = checksOf(operation?.id ?? "");
  const mistakes =
    statusCode >= 400
      ? checks.errorMistakes(statusCode, typeof body === "string" ? exceptionIn(body) : body)
      : checks.mistakes(operation?.id ?? "no operation", statusCode, body);
  if (mistakes?.length)
    throw new Error(
      `${method} ${url.pathname}: the response doesn't conform to Twilio's OpenAPI file: ${mistakes.join("; ")}`,
    );
  if (operation && statusCode < 400) checkedOperations.add(operation.id);
}

/** Converts an XML exception to the names of JSON. */
export function exceptionIn(xml: string): Record<string, unknown> {
  const { TwilioResponse } = new XMLParser({ ignoreDeclaration: true }).parse(xml);
  return Object.fromEntries(
    Object.entries(TwilioResponse.RestException).map(([name, value]) => [
      name.replace(/(?<=[a-z])[A-Z]/g, (c) => `_${c}`).toLowerCase(),
      value,
    ]),
  );
}

function operationAt(method: string, { host, pathname }: URL): Operation | undefined {
  try {
    const api = /[.]twilio[.]com(:\d+)?$/i.test(host) ? apiAt(host, pathname) : apiOf(API_2010);
    return api.match(pathname)?.operations.get(method.toUpperCase());
  } catch (error) {
    // For an unknown API the response is an error, whose format is the same for all APIs.
    if (error instanceof TwilioError) return undefined;
    throw error;
  }
}
