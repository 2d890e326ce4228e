/** Routes. The tenant stack stores them; handlers, provider and CLI read them. */

/** What a caller gets when the agent can't take the call: a spoken notice, then a call to a number if there is one. */
export interface Fallback {
  /** Notice, spoken before the call is passed on or ended. */
  readonly say?: string;
  /** BCP 47 tag of the notice. @default the agent's */
  readonly language?: string;
  /** E.164 number that is dialled. */
  readonly dial?: string;
}

/** The parts of an agent's manifest that a call needs. The manifest is stored under its tenant, name and version. */
export interface RouteAgent {
  readonly name: string;
  /** Digest of the manifest. */
  readonly version: string;
  /** WebSocket that speaks ConversationRelay, `wss:` only. */
  readonly url: string;
  readonly greeting: string;
  /** BCP 47, or `multi` to detect it. */
  readonly language: string;
  /** Language of notices. Set only if no `<Say>` voice speaks `language`. */
  readonly sayLanguage?: string;
  /** The voice's tag for `language`, if it differs. */
  readonly ttsLanguage?: string;
  /** Older routes omit `provider`: {@link providerOf} derives it. */
  readonly voice?: { readonly provider?: string; readonly name?: string };
  /** Speech-to-text provider: `Deepgram` or `Google`. Older routes omit it. */
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
  /** The carrier's account whose calls may use this route. */
  readonly accountSid: string;
  readonly agent: RouteAgent;
  readonly fallback: Fallback;
  /** Last day on which the documents that the number was bought with are valid, YYYY-MM-DD. */
  readonly documentsUntil?: string;
  /** Set while the number is out of service: its callers hear this notice, and reach neither agent nor fallback. */
  readonly quarantined?: { readonly notice: string; readonly language?: string };
  /** The tenant that receives the number. Until its own route is stored, calls in its account use this route. */
  readonly transferTo?: string;
  /** The tenant that gave the number. Calls that began in its account before the transfer use this route. */
  readonly transferFrom?: string;
}

/** Schema of the routes that this version writes and reads. */
const SCHEMA: Route["schema"] = 1;

/** A stored route that this version can't use. */
export class RouteError extends Error {
  override readonly name = "RouteError";
  /** `schema-unknown`: another version wrote it. */
  readonly code: "schema-unknown" | "invalid";

  constructor(code: RouteError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** The owner of a number's route, for readers that serve no calls. */
export type RouteOwner = Pick<Route, "number" | "tenant" | "transferTo" | "transferFrom"> &
  Partial<Pick<Route, "accountSid">>;

type Stored = Readonly<Record<string, unknown>>;

/** Parses the owner of a stored route. @throws RouteError */
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

/** Maximum characters of a route's names and URL together. Its texts are cut, so the TwiML stays below the 64 KB that Twilio reads. */
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
 * A token that signs an account's webhooks, sealed with the region's public key (domain/contract/seal.ts). An account has one token, and two during a
 * rotation; both name the same tenant.
 */
export interface SealedToken {
  readonly schema: 1;
  readonly accountSid: string;
  readonly tenant: string;
  readonly connection: string;
  /** Base64. */
  readonly sealed: string;
}

/** The secret of an account's API key that we created, sealed like a token. No person has seen it. */
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

/** Prefix of the sort keys of an account's tokens. */
export const tokenPrefix = "token#";

/** Keys of the items of the routes table. Their other attributes are the fields of the types above. */
export const keys = {
  route: (number: string) => ({ pk: `number#${number}`, sk: "route" }),
  /** `fingerprint`: `fingerprintOf` the token. */
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
