import { kind, type Resource, type Store } from "../store.ts";

/** Statuses of a port-in request. https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api#status-values */
export type PortStatus =
  | "Action Required"
  | "Canceled"
  | "Completed"
  | "Expired"
  | "In progress"
  | "In review"
  | "Waiting for Signature";

/** One number of a port-in request. */
export interface PortNumber {
  readonly sid: string;
  readonly phone_number: string;
  readonly number_type: string;
  status: "Canceled" | "Completed" | "In Review" | "Pending" | "Rejected" | "Submitted" | "Waiting for Signature";
  updated: Date;
  rejection_reason: string | null;
  rejection_reason_code: number | null;
  port_date: Date | null;
}

/** A port-in request. */
export interface Port extends Resource {
  /** The requesting account. `target`, the same account or one of its subaccounts, gets the numbers. */
  account_sid: string;
  readonly target: string;
  status: PortStatus;
  status_at: Date;
  readonly due: Date;
  readonly numbers: PortNumber[];
  order_cancellation_reason?: string;
}
export const PORTS = kind<Port>("port-in requests");

/** An account's webhook for porting events; its `sid` is the account's. */
export interface PortingWebhook extends Resource {
  port_in_target_url?: string;
  port_out_target_url?: string;
  notifications_of: readonly string[];
}
export const PORTING_WEBHOOKS = kind<PortingWebhook>("porting webhooks");

/** Tells whether a port has a final status. */
export const isOver = ({ status }: Port): boolean =>
  status === "Completed" || status === "Canceled" || status === "Expired";

/** Returns a number's open port-in request, if there is one. */
export const openPortOf = (store: Store, e164: string): Port | undefined =>
  [...store.all(PORTS).values()].find(
    (port) =>
      !isOver(port) &&
      port.numbers.some((n) => n.phone_number === e164 && n.status !== "Canceled" && n.status !== "Rejected"),
  );
