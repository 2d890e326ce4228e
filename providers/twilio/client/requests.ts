import { ProviderError } from "../../kit/handler.ts";
import type { Pace } from "../../kit/retry.ts";
import type { Operation, Requests } from "./collection.ts";
import { errorFrom, isGone, type Requester } from "./errors.ts";
import type { Form } from "./records.ts";
import { retryFor } from "./retry.ts";
import type { Shared } from "./shared.ts";
import type { Credentials, SignIn } from "./sign-in.ts";
import type { Transport } from "./transport.ts";

const API = "https://api.twilio.com";
/** Maximum page size of the API. */
const PAGE_SIZE = 1000;

/** Sends one account's requests: authenticates them, retries them, and throws error responses as errors. */
export class AccountRequests implements Requests {
  readonly #credentials: Credentials;
  readonly #transport: Transport;
  readonly #shared: Shared;
  readonly #readOnly: boolean;

  constructor(credentials: Credentials, transport: Transport, shared: Shared, readOnly: boolean) {
    this.#credentials = credentials;
    this.#transport = transport;
    this.#shared = shared;
    this.#readOnly = readOnly;
  }

  send<T>(operation: Operation): Promise<T> {
    const url = new URL(this.#pathOf(operation), operation.origin ?? API);
    if (operation.query) url.search = encode(operation.query);
    return this.#request<T>(url, operation);
  }

  async fetch<T>(operation: Operation): Promise<T | undefined> {
    try {
      return await this.send<T>(operation);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  async list<T>(operation: Operation, key: string): Promise<T[]> {
    const { origin = API, query } = operation;
    const items: T[] = [];
    let next: string | null = `${this.#pathOf(operation)}?${encode({ ...query, PageSize: PAGE_SIZE })}`;
    while (next) {
      const url: URL = new URL(next, origin);
      if (url.origin !== origin) {
        throw new ProviderError(
          "bad-page",
          `Twilio's next page is on another host, ${url.host}. Run the command again`,
        );
      }
      type Page = Record<string, T[]> & { next_page_uri?: string | null; meta?: { next_page_url: string | null } };
      const page: Page = await this.#request<Page>(url, operation);
      items.push(...(page[key] ?? []));
      next = (page.meta ? page.meta.next_page_url : page.next_page_uri) ?? null;
    }
    return items;
  }

  #pathOf({ path }: Operation): string {
    return path.startsWith("/") ? path : `/2010-04-01/Accounts/${this.#credentials.accountSid}/${path}`;
  }

  async #request<T>(url: URL, operation: Operation, pace: Pace = this.#shared.pace): Promise<T> {
    const { what, method, form, json, repeatable, signal } = operation;
    if (this.#readOnly && method !== "GET" && !operation.looks) {
      throw new ProviderError(
        "read-only",
        `a read-only call tried to ${what}. This is a bug in the provider: report it`,
      );
    }
    const { signIns, advised } = this.#shared;
    const policy = { judge: (error: unknown) => retryFor(error, repeatable), signal };
    return pace.request(policy, async () => {
      for (;;) {
        signal?.throwIfAborted();
        const signIn = await this.#signInFor(url);
        const answer = await this.#transport.send({
          ...{ method, url, credentials: `${signIn.user}:${signIn.password}`, fresh: !repeatable },
          ...(form && { body: encode(form) }),
          ...(json !== undefined && { body: JSON.stringify(json), json: true }),
          // A purchase isn't aborted: its response is needed to know what was bought.
          ...(repeatable && { signal }),
        });
        this.#shared.time = answer.date;
        if (answer.status >= 200 && answer.status < 300) return answer.body as T;
        // Twilio rejected the credentials (401), so nothing was done: retrying with the next credentials is safe for any method.
        if (answer.status === 401 && signIns.rejected(signIn)) continue;
        throw errorFrom(answer.status, answer.body, this.#requesterOf(url), { what, path: url.pathname, advised });
      }
    });
  }

  /** Returns the requester for messages. Requests to products other than the 2010 API use the account's own token, even if a parent's is configured. */
  #requesterOf(url: URL): Requester {
    const { accountSid, parentAccountSid, label } = this.#credentials;
    if (url.origin !== API && parentAccountSid !== undefined) return { accountSid, label, keySid: undefined };
    const { user } = this.#shared.signIns.main;
    const keySid = user.startsWith("AC") ? undefined : user;
    return { accountSid, label, keySid, signedInAs: parentAccountSid ?? accountSid };
  }

  async #signInFor(url: URL): Promise<SignIn> {
    const { signIns, tokenLane } = this.#shared;
    if (url.origin === API) return signIns.main;
    return signIns.product(async () => {
      const { accountSid } = this.#credentials;
      const what = `read its auth token, which ${url.hostname} requires`;
      const path = `/2010-04-01/Accounts/${accountSid}.json`;
      const operation = { what, method: "GET", path, repeatable: true } as const;
      const account = await this.#request<{ auth_token: string }>(new URL(path, API), operation, tokenLane);
      return account.auth_token;
    });
  }
}

/** Encodes form and query fields for Twilio: a list becomes a repeated key. */
function encode(form: Form): string {
  const fields = new URLSearchParams();
  for (const [key, value] of Object.entries(form)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) fields.append(key, String(item));
  }
  return fields.toString();
}
