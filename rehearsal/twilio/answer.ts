import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { refuseInactive } from "./account-status.ts";
import { accountFor, authenticate, type Principal, refuseKeyFromAbove } from "./auth.ts";
import { checkBody, parseForm, readBody } from "./body.ts";
import { limited } from "./concurrency.ts";
import { methodNotAllowed, notFound, notModelled, TwilioError } from "./errors.ts";
import { type Fault, type FaultSubject, takeFault } from "./faults.ts";
import { media, mediaAt, mediaPrincipal } from "./media.ts";
import type { Network } from "./network/index.ts";
import type { Api, Match } from "./openapi.ts";
import { accounts } from "./operations/accounts.ts";
import { addresses } from "./operations/addresses.ts";
import { applications } from "./operations/applications.ts";
import { availableNumbers } from "./operations/available-numbers.ts";
import { balance } from "./operations/balance.ts";
import { calls } from "./operations/calls.ts";
import { conferences } from "./operations/conferences.ts";
import { dialingPermissions } from "./operations/dialing-permissions.ts";
import { incomingNumbers } from "./operations/incoming-numbers.ts";
import { keys } from "./operations/keys.ts";
import { members } from "./operations/members.ts";
import { notifications } from "./operations/notifications.ts";
import { numbersApi } from "./operations/numbers.ts";
import { outgoingCallerIds } from "./operations/outgoing-caller-ids.ts";
import { queues } from "./operations/queues.ts";
import { recordings } from "./operations/recordings.ts";
import type { Handler } from "./operations/request.ts";
import { sipDomains } from "./operations/sip-domains.ts";
import { sipLists } from "./operations/sip-lists.ts";
import { trunks } from "./operations/trunks.ts";
import { usageRecords } from "./operations/usage-records.ts";
import { usageTriggers } from "./operations/usage-triggers.ts";
import { voice } from "./operations/voice.ts";
import { apiAt } from "./products.ts";
import { type Reply, send, spoiled } from "./reply.ts";
import type { JournalEntry, Store } from "./store.ts";

/** The operations that are modelled, by the name that Twilio's OpenAPI file gives them. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...accounts,
  ...addresses,
  ...applications,
  ...availableNumbers,
  ...balance,
  ...calls,
  ...incomingNumbers,
  ...conferences,
  ...dialingPermissions,
  ...keys,
  ...members,
  ...notifications,
  ...numbersApi,
  ...outgoingCallerIds,
  ...queues,
  ...recordings,
  ...sipDomains,
  ...sipLists,
  ...trunks,
  ...usageRecords,
  ...usageTriggers,
  ...voice,
};

/** All that test credentials may ask for, beside lookups. https://www.twilio.com/docs/iam/test-credentials#supported-resources */
const FOR_TEST_CREDENTIALS = new Set(["CreateCall", "CreateIncomingPhoneNumber", "CreateMessage"]);

/** What an answer is made from. */
export interface World {
  readonly store: Store;
  readonly network: Network;
  readonly faults: Fault[];
}

/** Thrown where an ordered failure cuts the connection. */
const DROPPED = Symbol("dropped");

/** Answers one HTTP request. */
export async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? "/";
  // A path that begins with two slashes is a path still.
  const url = new URL(target.startsWith("/") ? `http://127.0.0.1${target}` : "http://127.0.0.1/");
  const recorded: { entry?: JournalEntry } = {};
  const reply = (reply: Reply) => {
    if (recorded.entry) recorded.entry.status = reply.status;
    send(request, response, reply);
  };
  try {
    reply(await perform(world, request, url, recorded));
  } catch (error) {
    if (error === DROPPED) {
      request.socket.destroy();
    } else if (error instanceof TwilioError) {
      reply({ status: error.status, body: error.body() });
    } else if (request.complete) {
      throw error;
    } else {
      // The caller hung up in the middle of its request.
      request.socket.destroy();
    }
  }
}

async function perform(
  world: World,
  request: IncomingMessage,
  url: URL,
  recorded: { entry?: JournalEntry },
): Promise<Reply> {
  const { store, network, faults } = world;
  const path = url.pathname;
  // Read it all first: an answer to a half-read request would break a kept-alive connection.
  const body = await readBody(request);
  const query = parseForm(url.search.slice(1));
  const api = apiAt(request.headers.host ?? "", path);
  const sound = api.product ? undefined : mediaAt(path);
  const match = sound ?? findPath(api, path);
  const operation = match.operations.get(request.method ?? "");

  const entry: JournalEntry = {
    time: store.clock(),
    method: request.method ?? "",
    path,
    operationId: operation?.id ?? "",
    mutating: request.method !== "GET",
  };
  recorded.entry = entry;
  store.record(entry);

  const { authorization } = request.headers;
  const principal = sound && !authorization ? mediaPrincipal(store, sound, path) : authenticate(store, authorization);
  entry.account = principal.account.sid;
  if (!operation) throw methodNotAllowed();
  const account = api.product ? principal.account : accountOf(store, principal, match, path);
  entry.account = account.sid;
  if (account.test && !FOR_TEST_CREDENTIALS.has(operation.id)) {
    throw new TwilioError(403, 20008, "Resource not accessible with Test Account Credentials");
  }
  const handler = HANDLERS[operation.id] ?? media[operation.id];
  if (!handler) throw notModelled(`the operation ${operation.id} (${operation.method} ${operation.path})`);

  refuseKeyFromAbove(principal, account, operation.id);
  refuseInactive(store, principal.account, account, operation);

  checkBody(operation, body);

  const { parameters } = match;
  const subject: FaultSubject = { operationId: operation.id, method: operation.method, path, account: account.sid };
  return limited(account, async () => {
    const instead = await suffer(takeFault(faults, subject, "before"));
    if (instead) return instead;
    const answered = await outcome(operation.status, () =>
      handler({ operation, store, network, principal, account, path, parameters, query, ...body }),
    );
    return (await suffer(takeFault(faults, subject, "after"), answered)) ?? answered;
  });
}

/** An operation's answer, be it a success or a refusal. */
async function outcome(status: number, run: () => ReturnType<Handler>): Promise<Reply> {
  try {
    return { status, body: await run() };
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return { status: error.status, body: error.body() };
  }
}

/** Only JSON is modelled: Twilio's XML (the same path without .json) and CSV are answered 501, other paths 404. */
function findPath(api: Api, path: string): Match {
  const match = api.match(path);
  if (match) return match;
  if (api.product) throw notFound(path);
  const json = path.replace(/([.](csv|html|xml))?\/?$/, ".json");
  if (api.match(json)) throw notModelled(`other formats than JSON: ask for ${json}`);
  throw notFound(path);
}

function accountOf(store: Store, principal: Principal, match: Match, path: string) {
  const { AccountSid, Sid } = match.parameters;
  if (AccountSid !== undefined) return accountFor(store, principal, AccountSid, path);
  return Sid === undefined ? principal.account : accountFor(store, principal, Sid, path);
}

/** What a failure makes of an answer; undefined where it leaves all as it is. */
async function suffer(fault: Fault | undefined, answered?: Reply): Promise<Reply | undefined> {
  if (!fault) return undefined;
  if (fault.delayMs) await sleep(fault.delayMs);
  if (fault.drop) throw DROPPED;
  return fault.status || fault.body ? spoiled(fault, answered) : undefined;
}
