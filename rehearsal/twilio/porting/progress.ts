import { iso8601 } from "../api/render.ts";
import { after } from "../clock.ts";
import type { Network } from "../network/index.ts";
import { capabilitiesOf, formatted, typeOf } from "../numbers/inventory.ts";
import { NUMBER_DEFAULTS } from "../operations/numbers/incoming-numbers.ts";
import type { Store } from "../store.ts";
import { isOver, PORTING_WEBHOOKS, PORTS, type Port, type PortNumber, type PortStatus } from "./ports.ts";

interface PortingDeps {
  readonly store: Store;
  readonly network: Pick<Network, "clock" | "post">;
}

const HOUR_MS = 3_600_000;
/** Modelled durations in ms: Twilio's review of a request, and the representative's signature. */
export const PORT_MS = { review: HOUR_MS, signature: 24 * HOUR_MS } as const;

/** Returns the next status that a port reaches without a request, and its time; undefined if there is none. */
function next(port: Port): { readonly status: PortStatus; readonly at: number } | undefined {
  const since = port.status_at.getTime();
  if (port.status === "In review") return { status: "Waiting for Signature", at: since + PORT_MS.review };
  if (port.status === "Waiting for Signature") return { status: "In progress", at: since + PORT_MS.signature };
  if (port.status === "In progress") return { status: "Completed", at: Math.max(port.due.getTime(), since) };
  return undefined;
}

/** Advances all ports to the clock's time. */
export function settlePorts(deps: PortingDeps): void {
  for (const port of deps.store.all(PORTS).values()) {
    for (let step = next(port); step && step.at <= deps.store.clock().getTime(); step = next(port)) {
      movePort(deps, port, step.status, new Date(step.at));
    }
  }
}

/**
 * Schedules a port's next statuses on a movable clock. On the machine's clock, where they take days, a port only advances when a
 * request reads ports ({@link settlePorts}).
 */
export function followPort(deps: PortingDeps, port: Port): void {
  const { clock } = deps.network;
  const step = next(port);
  if (!step || clock.naturalPace === 0) return;
  after(clock, Math.max(step.at - clock.now().getTime(), 0), () => {
    settlePorts(deps);
    followPort(deps, port);
  });
}

const OF_NUMBERS: Readonly<Partial<Record<PortStatus, PortNumber["status"]>>> = {
  "Waiting for Signature": "Waiting for Signature",
  "In progress": "Submitted",
  Completed: "Completed",
  Canceled: "Canceled",
  "Action Required": "Rejected",
};

/**
 * Sets a port's status and posts the event. At completion, adds the numbers to the account. Tests and rehearsals can call this
 * ahead of time.
 */
export function movePort(deps: PortingDeps, port: Port, status: PortStatus, at: Date = deps.store.clock()): void {
  Object.assign(port, { status, status_at: at, date_updated: at });
  const of = OF_NUMBERS[status];
  const open = port.numbers.filter((n) => n.status !== "Canceled" && n.status !== "Rejected");
  for (const number of of ? open : []) moveNumber(deps, port, number, of as PortNumber["status"], at);
  post(deps, port, `PortIn${event(status)}`, { status: word(status) });
}

/** Sets the status of one number of a port. A rejected number gets the losing carrier's reason. */
export function moveNumber(
  deps: PortingDeps,
  port: Port,
  number: PortNumber,
  status: PortNumber["status"],
  at: Date = deps.store.clock(),
): void {
  Object.assign(number, { status, updated: at });
  if (status === "Rejected") {
    Object.assign(number, { rejection_reason: "Account number is incorrect", rejection_reason_code: 22510 });
  }
  if (status === "Completed") {
    number.port_date = at;
    land(deps.store, port, number, at);
  }
  post(deps, port, `PortInPhoneNumber${event(status)}`, {
    port_in_phone_number_sid: number.sid,
    phone_number: number.phone_number,
    status: word(status),
    rejection_reason: number.rejection_reason,
    rejection_reason_code: number.rejection_reason_code,
  });
}

/** Cancels the open numbers of a port. */
export function cancelPort(deps: PortingDeps, port: Port): void {
  if (isOver(port)) return;
  port.order_cancellation_reason = "Canceled by the customer";
  movePort(deps, port, "Canceled");
}

/** Adds the number to the account, with default settings. */
function land(store: Store, port: Port, { phone_number }: PortNumber, at: Date): void {
  if (store.holder(phone_number)) return;
  const type = typeOf(phone_number);
  store.addNumber({
    ...store.stamp("PN"),
    ...{ date_created: at, date_updated: at },
    account_sid: port.target,
    phone_number,
    friendly_name: formatted(phone_number),
    type,
    capabilities: capabilitiesOf(type, phone_number),
    ...NUMBER_DEFAULTS,
  });
}

/**
 * Posts an event, unsigned, to the requesting account, the receiving one and their parent: "the parent account receives all
 * webhooks". https://www.twilio.com/docs/phone-numbers/port-in/porting-webhooks
 */
function post({ store, network }: PortingDeps, port: Port, name: string, fields: Record<string, unknown>): void {
  const accounts = [port.account_sid, port.target].flatMap((sid) => [
    sid,
    store.accounts.get(sid)?.owner_account_sid ?? sid,
  ]);
  const last_date_updated = iso8601(store.clock());
  for (const sid of new Set(accounts)) {
    const { port_in_target_url: url, notifications_of } = store.all(PORTING_WEBHOOKS).get(sid) ?? {};
    if (!url || (notifications_of?.length && !notifications_of.includes(name))) continue;
    void network.post(url, { port_in_request_sid: port.sid, ...fields, last_date_updated });
  }
}

/** Returns a status's name in events: `Waiting for Signature` becomes `WaitingForSignature`. */
const event = (status: string): string => status.replace(/(^|\s)(\w)/g, (_, __, letter) => letter.toUpperCase());
/** Returns a status's name in an event's fields: `Waiting for Signature` becomes `waiting_for_signature`. */
export const word = (status: string): string => status.toLowerCase().replaceAll(" ", "_");
