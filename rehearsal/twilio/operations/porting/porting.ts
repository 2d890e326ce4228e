import { notFound, refused } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import { isPublicUrl } from "../../api/parameters.ts";
import { iso8601 } from "../../api/render.ts";
import { portabilityOf } from "../../porting/portability.ts";
import { PORTING_WEBHOOKS, PORTS, type Port, type PortNumber } from "../../porting/ports.ts";
import { cancelPort, followPort, moveNumber, settlePorts, word } from "../../porting/progress.ts";
import { dateIn } from "../dates.ts";
import { type ApiRequest, type Handler, showOne } from "../request.ts";
import { portFields } from "./port-in-form.ts";

const EVENTS = [
  ..."WaitingForSignature InProgress Completed ActionRequired Canceled Expired".split(" ").map((e) => `PortIn${e}`),
  ..."WaitingForSignature Submitted Pending Completed Rejected Canceled".split(" ").map((e) => `PortInPhoneNumber${e}`),
  "PortOutPhoneNumberCompleted",
];

/** Port-ins: numbers that move to Twilio from another carrier. https://www.twilio.com/docs/phone-numbers/port-in */
const handlers: Readonly<Record<string, Handler>> = {
  CreatePortingPortIn(request) {
    const { store, account } = request;
    const { numbers, target, due, ...fields } = portFields(request);
    const stamp = store.stamp("KW");
    const number_of = (one: (typeof numbers)[number]): PortNumber => ({
      ...{ sid: store.stamp("PU").sid, ...one, status: "In Review", updated: stamp.date_created },
      ...{ rejection_reason: null, rejection_reason_code: null, port_date: null },
    });
    const port: Port = {
      ...{ ...stamp, account_sid: account.sid, target, due, status: "In review", status_at: stamp.date_created },
      ...{ numbers: numbers.map(number_of), ...fields },
      support_ticket_id: 100_000 + store.all(PORTS).size,
    };
    store.all(PORTS).set(port.sid, port);
    followPort(request, port);
    return showPort(request, port);
  },
  FetchPortingPortIn: (request) => showPort(request, portOf(request)),
  DeletePortingPortIn(request) {
    const port = portOf(request);
    if (port.status === "Completed")
      throw refused(20422, `Port in request ${port.sid} is completed and can't be canceled`);
    cancelPort(request, port);
    return undefined;
  },

  ListPortInRequests(request) {
    const { query, store } = request;
    const all = [...store.all(PORTS).values()].filter((port) => mayLook(request, port)).reverse();
    const [before, after] = [dateIn(query, "CreatedBefore"), dateIn(query, "CreatedAfter")];
    const sids = query.get("PortInRequestSid")?.split(",");
    const status = query.get("PortInRequestStatus");
    const fitting = all.filter(
      (port) =>
        (!sids || sids.includes(port.sid)) &&
        (!status || port.status === status) &&
        (!before || port.date_created < before) &&
        (!after || port.date_created > after),
    );
    const size = Number(query.get("Size") || 20);
    const from = Math.max(
      0,
      fitting.findIndex((port) => port.sid === query.get("Token")),
    );
    return {
      port_in_requests: fitting.slice(from, from + size).map((port) => ({
        port_in_request_sid: port.sid,
        port_in_request_status: port.status,
        status_last_updated_timestamp: iso8601(port.status_at).slice(0, 10),
        phone_numbers_requested: port.numbers.length,
        phone_numbers_ported: port.numbers.filter((n) => n.status === "Completed").length,
        suggested_action: null,
      })),
      meta: {
        next_token: fitting[from + size]?.sid ?? null,
        previous_token: from > 0 ? (fitting[Math.max(0, from - size)]?.sid ?? null) : null,
      },
    };
  },

  FetchPortingPortInPhoneNumber(request) {
    const port = portOf(request);
    const { sid, status, updated, number_type, ...number } = numberOf(request, port);
    return showOne(request, {
      ...{ sid, ...number, phone_number_sid: sid, port_in_request_sid: port.sid, account_sid: port.target },
      ...{ phone_number_type: number_type, country: "US", missing_required_fields: false, portable: true },
      ...{ date_created: port.date_created, last_updated: updated, port_in_phone_number_status: word(status) },
    });
  },
  DeletePortingPortInPhoneNumber(request) {
    const port = portOf(request);
    const number = numberOf(request, port);
    if (number.status === "Completed")
      throw refused(20422, `${number.phone_number} is already ported: its port can't be canceled`);
    moveNumber(request, port, number, "Canceled");
    if (port.numbers.every((n) => n.status === "Canceled")) cancelPort(request, port);
    return undefined;
  },

  FetchPortingPortability(request) {
    const { store, account, parameters, path } = request;
    const phone_number = decodeURIComponent(parameters.PhoneNumber ?? "");
    const { portable, numberType, country, pinRequired, reason, code } = portabilityOf(store, account, phone_number);
    if (country === null) throw notFound(path);
    return {
      ...showOne(request, {
        sid: "",
        account_sid: account.sid,
        phone_number,
        portable,
        country,
        number_type: numberType,
      }),
      pin_and_account_number_required: pinRequired,
      not_portable_reason: reason ?? null,
      not_portable_reason_code: code ?? null,
      url: `https://numbers.twilio.com/v1/Porting/Portability/PhoneNumber/${phone_number}`,
    };
  },

  CreatePortingWebhookConfiguration(request) {
    const { store, account, json = {} } = request;
    const now = store.clock();
    const { port_in_target_url, port_out_target_url, notifications_of = [] } = json as Record<string, unknown>;
    for (const url of [port_in_target_url, port_out_target_url]) {
      if (url !== undefined && !isPublicUrl(String(url)))
        throw refused(20422, `The webhook URL must be a valid public URL, not ${url}`);
    }
    const unknown = (notifications_of as string[]).filter((name) => !EVENTS.includes(name));
    if (unknown.length > 0) throw refused(20422, `Unknown events: ${unknown.join(", ")}`);
    const before = store.all(PORTING_WEBHOOKS).get(account.sid);
    const made = {
      ...(before ?? { ...store.dates(), sid: account.sid }),
      ...(port_in_target_url
        ? { port_in_target_url: String(port_in_target_url), port_in_target_date_created: now }
        : {}),
      ...(port_out_target_url
        ? { port_out_target_url: String(port_out_target_url), port_out_target_date_created: now }
        : {}),
      notifications_of: notifications_of as string[],
    };
    store.all(PORTING_WEBHOOKS).set(account.sid, made);
    return showWebhook(request, made);
  },
  FetchPortingWebhookConfigurationFetch(request) {
    const found = request.store.all(PORTING_WEBHOOKS).get(request.account.sid);
    if (!found) throw notFound(request.path);
    return showWebhook(request, found);
  },
  DeletePortingWebhookConfigurationDelete(request) {
    const { store, account, parameters, path } = request;
    const direction = { PORT_IN: "port_in", PORT_OUT: "port_out" }[parameters.WebhookType ?? ""];
    const found = store.all(PORTING_WEBHOOKS).get(account.sid) as Record<string, unknown> | undefined;
    if (!direction || !found?.[`${direction}_target_url`]) throw notFound(path);
    delete found[`${direction}_target_url`];
    delete found[`${direction}_target_date_created`];
    if (!found.port_in_target_url && !found.port_out_target_url) store.all(PORTING_WEBHOOKS).delete(account.sid);
    return undefined;
  },
};

/** Wraps the handlers: before each operation, all ports advance to the clock's time. */
export const porting: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(handlers).map(([id, handler]): [string, Handler] => [
    `numbers_v1.${id}`,
    (request) => {
      settlePorts(request);
      return handler(request);
    },
  ]),
);

/** Whether an account may see a port: the requesting account, the receiving account and their parent may. */
function mayLook({ store, account }: ApiRequest, port: Port): boolean {
  return [port.account_sid, port.target].some(
    (sid) => sid === account.sid || store.accounts.get(sid)?.owner_account_sid === account.sid,
  );
}

function portOf(request: ApiRequest): Port {
  const port = request.store.all(PORTS).get(request.parameters.PortInRequestSid ?? "");
  if (!port || !mayLook(request, port)) throw notFound(request.path);
  return port;
}

function numberOf({ parameters, path }: ApiRequest, port: Port): PortNumber {
  const number = port.numbers.find(({ sid }) => sid === parameters.PhoneNumberSid);
  if (!number) throw notFound(path);
  return number;
}

function showPort(request: ApiRequest, port: Port): JsonObject {
  const [like] = (request.operation.example?.phone_numbers ?? []) as readonly JsonObject[];
  const numbers = port.numbers.map(({ sid, status, updated, port_date, rejection_reason_code: code, ...number }) => {
    const all: Record<string, unknown> = {
      ...{ ...number, portable: true, port_in_phone_number_sid: sid, port_in_phone_number_status: status },
      rejection_reason_code: code === null ? null : String(code),
      status_last_time_updated_timestamp: iso8601(updated),
      port_date: port_date && iso8601(port_date),
    };
    return Object.fromEntries(Object.keys(like ?? {}).map((key) => [key, all[key] ?? null])) as JsonObject;
  });
  const { account_sid: _, target, ...fields } = port;
  const waiting = port.status === "Waiting for Signature";
  return {
    ...showOne(request, { ...fields, account_sid: target, port_in_request_sid: port.sid, phone_numbers: numbers }),
    target_port_in_date: iso8601(port.due).slice(0, 10),
    port_in_request_status: port.status,
    signature_request_url: waiting ? `https://sign.twilio.example/${port.sid}` : null,
  };
}

function showWebhook(request: ApiRequest, webhook: { readonly sid: string }): JsonObject {
  return { ...showOne(request, webhook), url: "https://numbers.twilio.com/v1/Porting/Configuration/Webhook" };
}
