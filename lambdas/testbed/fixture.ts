import { type CallIdentity, calledIn, callerIn } from "../../domain/contract/call.ts";
import type { Item } from "../../domain/contract/item.ts";
import { keys, type Route, type SealedToken } from "../../domain/contract/route.ts";
import { fingerprintOf } from "../../domain/contract/seal.ts";
import { type Clients, type HandlerDeps, handlerDeps } from "../settings/deps.ts";
import { toAttributes } from "../tables/attributes.ts";
import { Deadline } from "../tables/deadline.ts";
import { MemoryDynamoDB } from "./dynamodb.ts";
import { MemoryKms, seal, TOKEN_KEY_ARN } from "./kms.ts";
import { ORIGIN, sid } from "./sender.ts";
import { MemoryQueue, QUEUE_URL } from "./sqs.ts";

/** The accounts of two tenants. */
export const ACME = sid("AC", 0xac3e);
export const GLOBEX = sid("AC", 0x910be);
export const ACME_TOKEN = "acme-primary-token-7f3a";
export const ACME_NEXT_TOKEN = "acme-secondary-token-91bc";
export const GLOBEX_TOKEN = "globex-primary-token-22d0";
export const CALL = sid("CA", 0xca11);
export const ACME_NUMBER = "+14155550101";
export const GLOBEX_NUMBER = "+14155550172";
export const CALLER = "+12125550123";

/** The caller's call to Acme's number, {@link CALL}. */
export const INBOUND: CallIdentity = {
  id: CALL,
  carrier: "twilio",
  account: ACME,
  called: calledIn(ACME_NUMBER),
  caller: callerIn(CALLER),
};

export const ENVIRONMENT = {
  ROUTES_TABLE: "routes",
  CALLS_TABLE: "calls",
  LATE_EVENTS_QUEUE_URL: QUEUE_URL,
  TOKEN_KEY_ARN,
  WEBHOOK_ORIGIN: ORIGIN,
  REGION: "us",
  FALLBACK: JSON.stringify({ say: "Please call again later.", unknownNumber: "This number is not in service." }),
  CALL_RETENTION_DAYS: "30",
};

export const ROUTE: Route = {
  schema: 1,
  number: ACME_NUMBER,
  tenant: "acme",
  connection: "own",
  accountSid: ACME,
  agent: {
    name: "reception",
    version: "v-1f2e3d",
    url: "wss://agents.us.aybiza.example/acme/reception",
    greeting: "Acme Dental, how can I help?",
    language: "en-US",
    voice: { provider: "Google", name: "en-US-Journey-O" },
    transcriptionProvider: "Deepgram",
  },
  fallback: { say: "One moment please.", dial: "+14155550199" },
};

export const GLOBEX_ROUTE: Route = { ...ROUTE, number: GLOBEX_NUMBER, tenant: "globex", accountSid: GLOBEX };

export interface Bed {
  readonly db: MemoryDynamoDB;
  readonly kms: MemoryKms;
  readonly queue: MemoryQueue;
  readonly deps: HandlerDeps;
  setRoute(route: Route): void;
  /** Replaces the account's tokens. */
  setAccount(accountSid: string, tenant: string, tokens: readonly string[]): void;
  /** Adds a token; `change` alters its stored item. */
  addToken(accountSid: string, token: string, change?: Partial<Record<keyof SealedToken, unknown>>): void;
}

/** Two tenants on test doubles of AWS. The deadline is long while they answer, so that a busy machine fails no test, and short when one hangs. */
export function bed(env: Partial<typeof ENVIRONMENT> & { ROUTE_CACHE_MS?: string; TOKEN_CACHE_MS?: string } = {}): Bed {
  const db = new MemoryDynamoDB();
  const kms = new MemoryKms();
  const queue = new MemoryQueue();
  const made: Bed = {
    db,
    kms,
    queue,
    deps: {
      ...handlerDeps("twilio-voice", { ...ENVIRONMENT, ...env }, {
        dynamodb: db,
        kms,
        sqs: async () => queue,
      } as Clients),
      deadline: () =>
        db.mood === "well" && kms.mood === "well" ? new Deadline(15_000, 15_000) : new Deadline(300, 150),
    },
    setRoute: (route) => put(db, keys.route(route.number), route as unknown as Item),
    setAccount: (accountSid, tenant, tokens) => {
      removeAccount(db, accountSid);
      for (const token of tokens) made.addToken(accountSid, token, { tenant });
    },
    addToken: (accountSid, token, change = {}) => {
      const item: SealedToken = {
        schema: 1,
        accountSid,
        tenant: "acme",
        connection: "own",
        sealed: seal(accountSid, token),
      };
      put(db, keys.token(accountSid, fingerprintOf(accountSid, token)), { ...item, ...change } as unknown as Item);
    },
  };
  made.setAccount(ACME, "acme", [ACME_TOKEN]);
  made.setAccount(GLOBEX, "globex", [GLOBEX_TOKEN]);
  made.setRoute(ROUTE);
  made.setRoute(GLOBEX_ROUTE);
  return made;
}

/** Deletes an account's tokens. */
export function removeAccount(db: MemoryDynamoDB, accountSid: string): void {
  const { pk } = keys.token(accountSid, "");
  for (const key of db.items.keys()) if (key.startsWith(`routes ${pk} `)) db.items.delete(key);
}

function put(db: MemoryDynamoDB, key: { pk: string; sk: string }, item: Item): void {
  db.put("routes", `${key.pk} ${key.sk}`, toAttributes({ ...key, ...item }));
}
