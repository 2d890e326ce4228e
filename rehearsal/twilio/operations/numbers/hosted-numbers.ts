import { refused } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import { assign, e164Of } from "../../api/parameters.ts";
import { capabilitiesOf, formatted, typeOf } from "../../numbers/inventory.ts";
import { type Fields, kind, type Resource, type Store } from "../../store.ts";
import { requireAll } from "../regulatory/items.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";
import { NUMBER_DEFAULTS } from "./incoming-numbers.ts";

/** An order to host a number: Twilio carries its messages, while its calls stay with its carrier. */
export interface HostedOrder extends Resource {
  account_sid: string;
  status: string;
  incoming_phone_number_sid: string;
  readonly phone_number: string;
  verification_attempts: number;
  signing_document_sid?: string;
}
export const HOSTED_ORDERS = kind<HostedOrder>("hosted number orders");

interface AuthorizationDocument extends Resource {
  account_sid: string;
  status: string;
}
export const LETTERS = kind<AuthorizationDocument>("authorization documents");

const DAY_MS = 86_400_000;
/** How long the model waits for the letter of authorisation to be signed, and then for the carrier. Not Twilio's times. */
const HOSTING_MS = { signature: DAY_MS, carrier: 4 * DAY_MS };

const handlers: Readonly<Record<string, Handler>> = {
  "numbers_v2.CreateHostedNumberOrder"(request) {
    const fields = requireAll(request, "PhoneNumber", "ContactPhoneNumber", "AddressSid", "Email");
    return showOne(request, createOrder(request, fields));
  },
  "numbers_v3.CreateHostedNumbersHostedNumberOrder"(request) {
    const fields = requireAll(request, "phoneNumber", "smsCapability");
    const made = createOrder(request, fields);
    const { verification_call_delay, verification_call_extension, ...rest } = made as Fields;
    const shown = { ...rest, call_delay: verification_call_delay, extension: verification_call_extension };
    const url = `https://numbers.twilio.com/v3/HostedNumbers/HostedNumberOrders/${made.sid}`;
    return { ...showOne(request, { ...camelCased(shown), sid: made.sid }), url } as JsonObject;
  },
  "numbers_v2.ListHostedNumberOrder": (request) =>
    listOrders(request, (order) => order.account_sid === request.account.sid),
  "numbers_v2.FetchHostedNumberOrder": (request) => showOne(request, orderOf(request)),
  "numbers_v2.UpdateHostedNumberOrder"(request) {
    const order = orderOf(request);
    const { status, ...fields } = requireAll(request, "Status");
    const next = NEXT[order.status] ?? [];
    if (!next.includes(String(status))) {
      const can = next.join(" or ") || "no other status";
      throw refused(
        20422,
        `A hosted number order with status ${order.status} can only change to ${can}, not to ${status}`,
      );
    }
    assign(order, { ...fields, status, date_updated: request.store.clock() });
    if (status === "pending-verification") {
      order.verification_attempts += 1;
      order.verification_code = String(100_000 + order.verification_attempts);
    }
    return showOne(request, order);
  },
  "numbers_v2.DeleteHostedNumberOrder"(request) {
    const { store } = request;
    const order = orderOf(request);
    if (order.status !== "received") {
      throw refused(20422, `A hosted number order can be canceled only while it is received, not ${order.status}`);
    }
    const number = store.numbers.get(order.incoming_phone_number_sid);
    if (number) store.removeNumber(number);
    store.all(HOSTED_ORDERS).delete(order.sid);
    return undefined;
  },

  "numbers_v2.CreateAuthorizationDocument"(request) {
    const { store, account } = request;
    const fields = requireAll(request, "AddressSid", "Email", "ContactPhoneNumber", "HostedNumberOrderSids");
    const { hosted_number_order_sids, ...rest } = fields;
    const orders = (hosted_number_order_sids as string[]).map((sid) => find(request, store.all(HOSTED_ORDERS), sid));
    const made = { ...store.stamp("PX"), account_sid: account.sid, status: "signing", cc_emails: [], ...rest };
    store.all(LETTERS).set(made.sid, made);
    for (const order of orders) {
      Object.assign(order, { signing_document_sid: made.sid, status: "pending-loa", date_updated: store.clock() });
    }
    return showOne(request, made);
  },
  "numbers_v2.ListAuthorizationDocument"(request) {
    const { query, account, store } = request;
    return showPage(
      request,
      store.all(LETTERS).values(),
      (one) =>
        one.account_sid === account.sid &&
        (!query.get("Status") || query.get("Status") === one.status) &&
        (!query.get("Email") || query.get("Email") === one.email),
    );
  },
  "numbers_v2.FetchAuthorizationDocument": (request) => showOne(request, find(request, request.store.all(LETTERS))),
  "numbers_v2.DeleteAuthorizationDocument"(request) {
    const letter = find(request, request.store.all(LETTERS));
    if (letter.status === "signed") throw refused(20422, "A signed authorization document can't be canceled");
    letter.status = "canceled";
    for (const order of request.store.all(HOSTED_ORDERS).values()) {
      if (order.signing_document_sid === letter.sid)
        Object.assign(order, { status: "received", signing_document_sid: undefined });
    }
    return undefined;
  },
  "numbers_v2.ListDependentHostedNumberOrder"(request) {
    const { sid } = find(request, request.store.all(LETTERS), request.parameters.SigningDocumentSid);
    return listOrders(request, (order) => order.signing_document_sid === sid);
  },

  "numbers_v1.CreateEligibility"({ store, account, json }) {
    const { phone_numbers } = (json ?? {}) as { phone_numbers?: unknown };
    if (!Array.isArray(phone_numbers)) throw refused(20422, "phone_numbers must be an array");
    return { results: phone_numbers.map((one) => eligibilityOf(store, account.sid, String(one?.phone_number ?? one))) };
  },
};

/** Wraps the handlers: before each operation, all orders advance to the clock's time. */
export const hostedNumbers: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(handlers).map(([id, handler]): [string, Handler] => [
    id,
    (request) => {
      settle(request.store);
      return handler(request);
    },
  ]),
);

/** Statuses that a customer may set, by the order's current status. Twilio sets the others. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  received: ["pending-verification"],
  "pending-verification": ["pending-verification", "verified"],
};

function createOrder(request: ApiRequest, fields: Fields): HostedOrder {
  const { store, account } = request;
  const e164 = e164Of(String(fields.phone_number));
  if (!e164?.startsWith("+1"))
    throw refused(22101, `${fields.phone_number} can't be hosted: only US and Canadian numbers can`);
  if (store.holder(e164)) throw refused(22102, `${e164} can't be hosted: an account holds it at Twilio already`);
  const { sms_capability, phone_number: _, ...given } = fields;
  const type = typeOf(e164);
  const number = {
    ...store.stamp("PN"),
    ...{ account_sid: account.sid, phone_number: e164, friendly_name: formatted(e164), type },
    ...{ ...NUMBER_DEFAULTS, origin: "hosted", capabilities: { ...capabilitiesOf(type, e164), voice: false } },
  };
  assign(number, ofNumber(given));
  store.addNumber(number);
  const order: HostedOrder = {
    ...store.stamp("HR"),
    ...{ account_sid: account.sid, status: "received", phone_number: e164, incoming_phone_number_sid: number.sid },
    ...{
      capabilities: { sms: sms_capability !== false, mms: sms_capability !== false, voice: false },
      cc_emails: [],
      verification_call_sids: [],
    },
    ...{ verification_attempts: 0, verification_call_delay: 0, verification_type: "phone-call" },
  };
  assign(order, given);
  store.all(HOSTED_ORDERS).set(order.sid, order);
  return order;
}

/** Returns the settings that an order copies to its number. The order doesn't show them. */
function ofNumber({ status_callback_url, status_callback_method, ...given }: Fields): Fields {
  const messages = Object.entries(given).filter(([name, value]) => name.startsWith("sms_") && value !== undefined);
  return {
    ...Object.fromEntries(messages),
    ...(status_callback_url !== undefined && { status_callback: status_callback_url }),
    ...(status_callback_method !== undefined && { status_callback_method }),
  };
}

const orderOf = (request: ApiRequest): HostedOrder => find(request, request.store.all(HOSTED_ORDERS));

function listOrders(request: ApiRequest, keep: (order: HostedOrder) => boolean): JsonObject {
  const { query, store } = request;
  const is = (name: string, value: unknown) => !query.get(name) || query.get(name) === value;
  return showPage(
    request,
    store.all(HOSTED_ORDERS).values(),
    (order) =>
      keep(order) &&
      is("Status", order.status) &&
      is("PhoneNumber", order.phone_number) &&
      is("IncomingPhoneNumberSid", order.incoming_phone_number_sid) &&
      is("FriendlyName", order.friendly_name),
  );
}

function settle(store: Store): void {
  const now = store.clock().getTime();
  for (const letter of store.all(LETTERS).values()) {
    if (letter.status === "canceled") continue;
    const waitedMs = now - letter.date_created.getTime();
    if (waitedMs < HOSTING_MS.signature) continue;
    letter.status = "signed";
    const status = waitedMs >= HOSTING_MS.signature + HOSTING_MS.carrier ? "completed" : "carrier-processing";
    for (const order of store.all(HOSTED_ORDERS).values()) {
      if (order.signing_document_sid === letter.sid) order.status = status;
    }
  }
}

/** https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/hosted-number-eligibility */
function eligibilityOf(store: Store, account_sid: string, given: string): JsonObject {
  const e164 = e164Of(given);
  const holder = e164 === undefined ? undefined : store.holder(e164);
  const north = e164?.startsWith("+1") ?? false;
  const status = !e164
    ? "NUMBER_FORMAT_INELIGIBLE"
    : holder
      ? "ALREADY_IN_TWILIO"
      : north
        ? null
        : "COUNTRY_INELIGIBLE";
  const type = e164 && north ? typeOf(e164).toUpperCase().replace("-", "_") : null;
  return {
    phone_number: e164 ?? given,
    account_sid: e164 ? account_sid : null,
    eligibility_status: status ? "INELIGIBLE" : "ELIGIBLE",
    eligibility_sub_status: status,
    ineligibility_reason: status,
    next_step: status ? "EDIT_INELIGIBLE_NUMBER" : "INITIATE_HOSTING_ORDER",
    voice_provider: null,
    messaging_provider: null,
    phone_number_type: type,
    hosting_order_sid: null,
    hosting_order_status: null,
    iso_country_code: north ? "US" : null,
    inventory_status: holder ? "in-use" : null,
    inventory_account_sid: holder?.account_sid ?? null,
  };
}

const camelCased = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.replace(/_([a-z])/g, (_, c) => c.toUpperCase()), value]),
  );
