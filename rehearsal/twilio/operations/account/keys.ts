import { TwilioError, unauthorized } from "../../api/errors.ts";
import { assign, fieldsOf } from "../../api/parameters.ts";
import { type ApiKey, mintSecret } from "../../store.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** The maximum length of a key's name (error 70001). */
const LONGEST_NAME = 64;

const create: Handler = (request) => {
  refuseKeys(request);
  const { store, account, operation, form } = request;
  const fields = checked(fieldsOf(operation, form));
  const key: ApiKey = { ...store.stamp("SK"), account_sid: account.sid, friendly_name: "", main: false };
  assign(key, { friendly_name: fields.friendly_name ?? "" });
  const secret = mintSecret();
  store.keys.set(key.sid, key);
  account.api_keys.set(key.sid, secret);
  // Twilio shows a key's secret only in the answer of the create.
  return showOne(request, key, { secret });
};

const list: Handler = (request) => {
  refuseKeys(request);
  return showPage(request, request.store.keys.values(), (key) => key.account_sid === request.account.sid);
};

const fetch: Handler = (request) => {
  refuseKeys(request);
  return showOne(request, find(request, request.store.keys));
};

const update: Handler = (request) => {
  refuseKeys(request);
  const key = find(request, request.store.keys);
  const { friendly_name } = checked(fieldsOf(request.operation, request.form));
  assign(key, { friendly_name: friendly_name ?? "", date_updated: request.store.clock() });
  return showOne(request, key);
};

const remove: Handler = (request) => {
  refuseKeys(request);
  const { sid } = find(request, request.store.keys);
  request.store.keys.delete(sid);
  request.account.api_keys.delete(sid);
  return undefined;
};

/**
 * API keys. A signing key is the older name of a Standard API key: both lists show the same keys.
 * https://www.twilio.com/docs/iam/api-keys/key-resource-v2010
 */
export const keys: Readonly<Record<string, Handler>> = {
  CreateNewKey: create,
  ListKey: list,
  FetchKey: fetch,
  UpdateKey: update,
  DeleteKey: remove,
  CreateNewSigningKey: create,
  ListSigningKey: list,
  FetchSigningKey: fetch,
  UpdateSigningKey: update,
  DeleteSigningKey: remove,
};

function checked(fields: Record<string, unknown>) {
  if (String(fields.friendly_name ?? "").length > LONGEST_NAME) {
    throw new TwilioError(400, 70001, `Invalid FriendlyName: it must be at most ${LONGEST_NAME} characters`);
  }
  return fields;
}

/** Refuses Standard API keys, which can use neither /Accounts nor /Keys. https://www.twilio.com/docs/iam/api-keys */
export function refuseKeys(request: ApiRequest): void {
  if (request.principal.key === "Standard") throw unauthorized();
}
