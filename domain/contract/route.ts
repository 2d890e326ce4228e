/** Routes, as the tenant stack stores them and handlers, provider and CLI read them. */

/** What a caller gets when the agent can't take the call: a spoken notice, then a call to a number if there is one. */
export interface Fallback {
  /** Spoken before the call is passed on or ended. */
  readonly say?: string;
  /** BCP 47, where it isn't the agent's. */
  readonly language?: string;
  /** E.164 number that is dialled. */
  readonly dial?: string;
}

/** The agent as the call needs it; the whole manifest is stored under `tenant`, `name` and `version`. */
export interface RouteAgent {
  readonly name: string;
  /** Digest of the manifest: a route always names a version that exists. */
  readonly version: string;
  /** WebSocket that speaks ConversationRelay, `wss:` only. */
  readonly url: string;
  readonly greeting: string;
  /** BCP 47, or `multi`: detected. */
  readonly language: string;
  /** Where no `<Say>` speaks that: the language of notices. */
  readonly sayLanguage?: string;
  /** Where the voice has another tag for that. */
  readonly ttsLanguage?: string;
  /** Routes that were written before it was always named have no `provider`: {@link providerOf} says which it was. */
  readonly voice?: { readonly provider?: string; readonly name?: string };
  /** Who transcribes the caller: `Deepgram` or `Google`. Absent in routes that were written before it was always named. */
  readonly transcriptionProvider?: string;
}

/** Default route-cache TTL of a handler. A reassignment takes up to this long to apply. */
export const ROUTE_CACHE_MS = 5_000;

/** The compiled assignment of one number. */
export interface Route {
  readonly schema: 1;
  /** E.164. */
  readonly number: string;
  readonly tenant: string;
  readonly connection: string;
  /** The Twilio account whose calls may use this route. */
  readonly accountSid: string;
  readonly agent: RouteAgent;
  readonly fallback: Fallback;
  /** The number is out of service: its callers hear this notice, and nobody else. */
  readonly quarantined?: { readonly notice: string; readonly language?: string };
  /** The tenant that this one gives the number to: calls that arrive in that tenant's account meanwhile are this route's too. */
  readonly transferTo?: string;
  /** The tenant that gave the number: what is left of its calls, in its account, is this route's too. */
  readonly transferFrom?: string;
}

/** Schema of the routes that this version writes and reads. */
const SCHEMA: Route["schema"] = 1;

/** A stored route that this version can't use. */
export class RouteError extends Error {
  override readonly name = "RouteError";
  /** `schema-unknown`: a version that knows another schema wrote it. */
  readonly code: "schema-unknown" | "invalid";

  constructor(code: RouteError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** Whose a number's route is: all that a reader needs who serves no call. */
export type RouteOwner = Pick<Route, "number" | "tenant" | "transferTo" | "transferFrom"> &
  Partial<Pick<Route, "accountSid">>;

type Stored = Readonly<Record<string, unknown>>;

/** Parses whose a stored route is. @throws RouteError */
export function parseRouteOwner(item: Stored, number: string): RouteOwner {
  if (item.schema !== SCHEMA)
    throw new RouteError(
      "schema-unknown",
      `the route of ${number} has schema ${JSON.stringify(item.schema)}, and this version reads schema ${SCHEMA}: use the version that wrote it, or a later one`,
    );
  if (item.number !== number) throw invalid(number, "names another number");
  if (typeof item.tenant !== "string") throw invalid(number, "names no tenant");
  return item as unknown as RouteOwner;
}

/** Names and URLs of a route together, in characters. With the texts, which are cut, a document of them stays below the 64 KB that Twilio reads. */
const MAX_NAMES = 4_096;

/** Parses a stored route. @throws RouteError */
export function parseRoute(item: Stored, number: string): Route {
  parseRouteOwner(item, number);
  const route = item as unknown as Route;
  const { agent } = route;
  if (typeof route.accountSid !== "string") throw invalid(number, "names no account");
  if (typeof agent?.name !== "string" || typeof agent.version !== "string")
    throw invalid(number, "names no version of an agent");
  if (typeof agent.greeting !== "string" || typeof agent.language !== "string")
    throw invalid(number, "has no greeting or no language");
  if (typeof agent.url !== "string" || !agent.url.startsWith("wss://"))
    throw invalid(number, "has an agent without a wss: URL");
  const names = [
    agent.url,
    agent.language,
    agent.name,
    agent.version,
    route.tenant,
    agent.voice?.provider,
    agent.voice?.name,
    agent.transcriptionProvider,
  ];
  if (names.join("").length > MAX_NAMES)
    throw invalid(number, `has names and a URL of more than ${MAX_NAMES} characters`);
  return { ...route, fallback: route.fallback ?? {} };
}

const invalid = (number: string, what: string): RouteError =>
  new RouteError("invalid", `the route of ${number} ${what}: deploy the tenant's stack again`);

/**
 * A token by which an account's webhooks are signed, sealed with the region's public key (domain/contract/seal.ts). An account has one;
 * during a rotation it has two. All of an account's name the same tenant and connection.
 */
export interface SealedToken {
  readonly schema: 1;
  readonly accountSid: string;
  readonly tenant: string;
  readonly connection: string;
  /** Base64. */
  readonly sealed: string;
}

/** The secret of an API key of an account that we made, sealed like its token. Nobody was told it before. */
export interface SealedApiKey {
  readonly schema: 1;
  readonly accountSid: string;
  /** `SK...` */
  readonly keySid: string;
  readonly tenant: string;
  readonly connection: string;
  /** Base64. */
  readonly sealed: string;
}

/** The sort keys of an account's tokens begin with it. */
export const tokenPrefix = "token#";

/** Keys of the routes table (`pk`, `sk`, both strings). Other attributes are the fields of the types above, as DynamoDB maps. */
export const keys = {
  route: (number: string) => ({ pk: `number#${number}`, sk: "route" }),
  /** `fingerprint` is `fingerprintOf` the token. */
  token: (accountSid: string, fingerprint: string) => ({
    pk: `account#${accountSid}`,
    sk: `${tokenPrefix}${fingerprint}`,
  }),
  apiKey: (accountSid: string, keySid: string) => ({ pk: `account#${accountSid}`, sk: `key#${keySid}` }),
  manifest: (tenant: string, agent: string, version: string) => ({
    pk: `tenant#${tenant}`,
    sk: `agent#${agent}#${version}`,
  }),
  adoption: (number: string) => ({ pk: `number#${number}`, sk: "adopted" }),
} as const;
