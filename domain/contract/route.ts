/** What the router reads at call time. Written by the tenant stack, read by the handlers: one shape for both. */

/** What a caller gets when the agent can't take the call: a spoken notice, then a person's phone if there is one. */
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
