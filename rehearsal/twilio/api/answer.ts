import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { accountFor, authenticate, type Principal, refuseParentKey } from "../account/auth.ts";
import { refuseInactive } from "../account/status.ts";
import type { Streams } from "../event-streams.ts";
import { type Fault, type FaultSubject, takeFault } from "../faults.ts";
import type { Network } from "../network/index.ts";
import { media, mediaAt, mediaPrincipal } from "../operations/calls/media.ts";
import { HANDLERS } from "../operations/index.ts";
import type { Handler } from "../operations/request.ts";
import type { JournalEntry, Store } from "../store.ts";
import { parseBody, parseForm, readBody } from "./body.ts";
import { limited } from "./concurrency.ts";
import { checkConstraints } from "./constraints.ts";
import { methodNotAllowed, notFound, notModelled, TwilioError } from "./errors.ts";
import { type Format, formatAt, inFormat } from "./formats.ts";
import type { Api, Match, Operation } from "./openapi.ts";
import { apiAt } from "./products.ts";
import { type Reply, send, spoiled } from "./reply.ts";

/** The only operations that accept test credentials. https://www.twilio.com/docs/iam/test-credentials#supported-resources */
const FOR_TEST_CREDENTIALS = new Set(["CreateCall", "CreateIncomingPhoneNumber", "CreateMessage"]);

/** The parts of the stand-in that answer requests. */
export interface StandIn {
  readonly store: Store;
  readonly network: Network;
  readonly streams: Streams;
  readonly faults: Fault[];
}

/** Facts about a request, found in earlier steps of its handling. */
interface RequestFacts {
  entry?: JournalEntry;
  operation?: Operation;
  format?: Format;
}

/** Thrown when a fault drops the connection. */
const DROPPED = Symbol("dropped");

/** Answers one HTTP request. */
export async function answer(standIn: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? "/";
  // A path that begins with two slashes must not be read as a host.
  const url = new URL(target.startsWith("/") ? `http://127.0.0.1${target}` : "http://127.0.0.1/");
  const facts: RequestFacts = {};
  const reply = (reply: Reply) => {
    if (facts.entry) facts.entry.status = reply.status;
    send(request, response, inFormat(reply, facts.format ?? "json", facts.operation));
  };
  try {
    reply(await perform(standIn, request, url, facts));
  } catch (error) {
    if (error === DROPPED) {
      request.socket.destroy();
    } else if (error instanceof TwilioError) {
      reply({ status: error.status, body: error.body() });
    } else if (request.complete) {
      throw error;
    } else {
      // The client closed the connection in the middle of its request.
      request.socket.destroy();
    }
  }
}

async function perform(standIn: StandIn, request: IncomingMessage, url: URL, facts: RequestFacts): Promise<Reply> {
  const { store, network, streams, faults } = standIn;
  const path = url.pathname;
  // Read it all first: an answer to a half-read request would break a kept-alive connection.
  const body = await readBody(request);
  const query = parseForm(url.search.slice(1));
  const api = apiAt(request.headers.host ?? "", path);
  const sound = api.product || request.method !== "GET" ? undefined : mediaAt(path);
  if (!api.product && path.startsWith("/2010-04-01/")) facts.format = formatAt(path).format;
  const match = sound ?? findPath(api, path);
  const operation = match.operations.get(request.method ?? "");
  if (operation) facts.operation = operation;

  const entry: JournalEntry = {
    time: store.clock(),
    method: request.method ?? "",
    path,
    operationId: operation?.id ?? "",
    mutating: request.method !== "GET",
  };
  facts.entry = entry;
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

  refuseParentKey(principal, account, operation.id);
  refuseInactive(store, principal.account, account, operation);

  const { form, json } = await parseBody(operation, body);
  for (const name of store.keptWhenEmptied.get(operation.id) ?? []) if (form.get(name) === "") form.delete(name);
  checkConstraints(operation, { query, form, ...(json && { json }) }, store.unsettled);

  const { parameters } = match;
  const subject: FaultSubject = { operationId: operation.id, method: operation.method, path, account: account.sid };
  return limited(account, async () => {
    const instead = await suffer(takeFault(faults, subject, "before"));
    if (instead) return instead;
    const answered = await outcome(operation.status, () =>
      handler({ operation, store, network, streams, principal, account, path, parameters, query, form, json }),
    );
    return (await suffer(takeFault(faults, subject, "after"), answered)) ?? answered;
  });
}

/** Runs an operation. Returns its answer, or the error as an answer. */
async function outcome(status: number, run: () => ReturnType<Handler>): Promise<Reply> {
  try {
    return { status, body: await run() };
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    return { status: error.status, body: error.body() };
  }
}

/**
 * Finds the operations at a path. In the 2010 API the path's extension selects the format; HTML, absent from Twilio's newer documentation,
 * gets 501.
 */
function findPath(api: Api, path: string): Match {
  const match = api.match(api.product ? path : formatAt(path).jsonPath);
  if (match) return match;
  const json = path.replace(/[.]html$/, ".json");
  if (!api.product && json !== path && api.match(json)) throw notModelled(`HTML: ask for ${json}`);
  throw notFound(path);
}

function accountOf(store: Store, principal: Principal, match: Match, path: string) {
  const { AccountSid, Sid } = match.parameters;
  if (AccountSid !== undefined) return accountFor(store, principal, AccountSid);
  // A subaccount that Twilio has deleted, 30 days after it was closed.
  if (Sid !== undefined && !store.accounts.has(Sid)) throw notFound(path);
  return Sid === undefined ? principal.account : accountFor(store, principal, Sid);
}

/** Applies a fault. Returns the answer that replaces the real one; undefined if the fault replaces none. */
async function suffer(fault: Fault | undefined, answered?: Reply): Promise<Reply | undefined> {
  if (!fault) return undefined;
  if (fault.delayMs) await sleep(fault.delayMs);
  if (fault.drop) throw DROPPED;
  return fault.status || fault.body ? spoiled(fault, answered) : undefined;
}
