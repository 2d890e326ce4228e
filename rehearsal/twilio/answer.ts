import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { accountFor, authenticate, type Principal } from "./auth.ts";
import { parseForm, readForm } from "./body.ts";
import { errorOfStatus, methodNotAllowed, notFound, notModelled, TwilioError } from "./errors.ts";
import { type Fault, takeFault } from "./faults.ts";
import type { Api, JsonObject, Match } from "./openapi.ts";
import { accounts } from "./operations/accounts.ts";
import { applications } from "./operations/applications.ts";
import { availableNumbers } from "./operations/available-numbers.ts";
import { calls } from "./operations/calls.ts";
import { incomingNumbers } from "./operations/incoming-numbers.ts";
import { queues } from "./operations/queues.ts";
import type { Handler } from "./operations/request.ts";
import { type JournalEntry, mintSid, type Store } from "./store.ts";

/** The operations that are modelled, by the name that Twilio's OpenAPI file gives them. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...accounts,
  ...applications,
  ...availableNumbers,
  ...calls,
  ...incomingNumbers,
  ...queues,
};

/** What an answer is made from. */
export interface World {
  readonly api: Api;
  readonly store: Store;
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
  try {
    const { status, body } = await perform(world, request, url, recorded);
    if (recorded.entry) recorded.entry.status = status;
    send(response, status, body);
  } catch (error) {
    if (error === DROPPED) {
      request.socket.destroy();
    } else if (error instanceof TwilioError) {
      if (recorded.entry) recorded.entry.status = error.status;
      send(response, error.status, error.body());
    } else if (request.complete) {
      throw error;
    } else {
      // The caller hung up in the middle of its request.
      request.socket.destroy();
    }
  }
}

async function perform(world: World, request: IncomingMessage, url: URL, recorded: { entry?: JournalEntry }) {
  const { store, faults } = world;
  const path = url.pathname;
  // Read it all first: an answer to a half-read request would break a kept-alive connection.
  const form = await readForm(request);
  const query = parseForm(url.search.slice(1));
  checkProduct(request.headers.host ?? "");
  const match = findPath(world.api, path);
  const operation = match.operations.get(request.method ?? "");

  const entry: JournalEntry = {
    time: store.clock(),
    method: request.method ?? "",
    path,
    operationId: operation?.id ?? "",
    mutating: request.method !== "GET",
  };
  recorded.entry = entry;
  store.journal.push(entry);

  const principal = authenticate(store, request.headers.authorization);
  entry.account = principal.account.sid;
  if (!operation) throw methodNotAllowed();
  const account = accountOf(store, principal, match, path);
  entry.account = account.sid;
  const handler = HANDLERS[operation.id];
  if (!handler) throw notModelled(`the operation ${operation.id} (${operation.method} ${operation.path})`);
  if (account.test && !operation.id.startsWith("CreateIncomingPhoneNumber")) {
    throw new TwilioError(403, 20008, "Resource not accessible with Test Account Credentials");
  }

  await suffer(takeFault(faults, operation.id, "before"));
  const body = await handler({
    operation,
    store,
    principal,
    account,
    path,
    parameters: match.parameters,
    query,
    form,
  });
  await suffer(takeFault(faults, operation.id, "after"));
  return { status: operation.status, body };
}

/** The product that a request is for stands in its Host header. Only api.twilio.com is modelled. */
function checkProduct(host: string): void {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  if (/^api([.][a-z0-9-]+){0,2}[.]twilio[.]com$/.test(name)) return;
  if (name.endsWith(".twilio.com")) throw notModelled(`${name}, only api.twilio.com`);
  throw notModelled(`the host ${name}: send "Host: api.twilio.com"`);
}

/** Only JSON is modelled: Twilio's XML (the same path without .json) and CSV are answered 501, other paths 404. */
function findPath(api: Api, path: string): Match {
  const match = api.match(path);
  if (match) return match;
  const json = path.replace(/([.](csv|html|xml))?\/?$/, ".json");
  if (api.match(json)) throw notModelled(`other formats than JSON: ask for ${json}`);
  throw notFound(path);
}

function accountOf(store: Store, principal: Principal, match: Match, path: string) {
  const { AccountSid, Sid } = match.parameters;
  if (AccountSid !== undefined) return accountFor(store, principal, AccountSid, path);
  return Sid === undefined ? principal.account : accountFor(store, principal, Sid, path);
}

async function suffer(fault: Fault | undefined): Promise<void> {
  if (!fault) return;
  if (fault.delayMs) await sleep(fault.delayMs);
  if (fault.drop) throw DROPPED;
  if (fault.status) throw errorOfStatus(fault.status);
}

function send(response: ServerResponse, status: number, body: JsonObject | undefined): void {
  const headers: Record<string, string> = { "Twilio-Request-Id": mintSid("RQ"), "X-API-Domain": "api.twilio.com" };
  if (status === 401) headers["WWW-Authenticate"] = 'Basic realm="Twilio API"';
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  headers["Content-Type"] = "application/json;charset=utf-8";
  headers["Content-Length"] = String(Buffer.byteLength(text));
  response.writeHead(status, headers).end(text);
}
