import type { Bag } from "../../kit/handler.ts";
import { matchOrder } from "../list-order.ts";
import { asWritten } from "./target-time.ts";

/** A port-in request in Twilio's API. https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api */
export interface PortRecord {
  readonly port_in_request_sid: string;
  readonly account_sid: string;
  readonly port_in_request_status: string;
  readonly date_created: string;
  readonly documents: readonly string[] | null;
  readonly notification_emails: readonly string[] | null;
  readonly target_port_in_date: string | null;
  readonly target_port_in_time_range_start: string | null;
  readonly target_port_in_time_range_end: string | null;
  readonly bundle_sid: string | null;
  readonly signature_request_url: string | null;
  readonly losing_carrier_information: Readonly<Record<string, unknown>>;
  readonly phone_numbers: readonly {
    readonly phone_number: string;
    readonly port_in_phone_number_sid: string;
    readonly port_in_phone_number_status: string;
    readonly rejection_reason?: string | null;
  }[];
}

/** An item in the list of requests. */
export interface PortLine {
  readonly port_in_request_sid: string;
  readonly port_in_request_status: string;
  readonly phone_numbers_requested: number;
}

export const isCompleted = (status: string): boolean => status.toLowerCase() === "completed";
/** Tells whether the request ended without a port, so that the next create makes a new request. */
export const isOver = (status: string): boolean => /^(canceled|expired)$/i.test(status);

const CARRIER = {
  customerType: "customer_type",
  customerName: "customer_name",
  accountNumber: "account_number",
  accountTelephoneNumber: "account_telephone_number",
  addressSid: "address_sid",
  authorizedRepresentative: "authorized_representative",
  authorizedRepresentativeEmail: "authorized_representative_email",
} as const;
const ADDRESS = { street: "street", street2: "street_2", city: "city", state: "state", zip: "zip", country: "country" };

/** Returns the JSON body of a create. */
export const requestOf = (inputs: Bag, accountSid: string): object => ({
  account_sid: inputs.targetAccountSid ?? accountSid,
  documents: inputs.documents,
  phone_numbers: inputs.phoneNumbers.map(({ phoneNumber, pin }: Bag) => ({ phone_number: phoneNumber, pin })),
  losing_carrier_information: {
    ...renamed(inputs.losingCarrier, CARRIER),
    address: inputs.losingCarrier.address && renamed(inputs.losingCarrier.address, ADDRESS),
  },
  notification_emails: inputs.notificationEmails,
  target_port_in_date: inputs.targetDate,
  target_port_in_time_range_start: inputs.targetTimeRangeStart,
  target_port_in_time_range_end: inputs.targetTimeRangeEnd,
  bundle_sid: inputs.bundleSid,
});

/**
 * Converts a request to inputs. Lists, whose order has no meaning, get the program's order. Twilio never returns PINs, so the program's are used. A
 * value that Twilio chose because the program set none (such as the date) is an input only in an import.
 */
export function inputsOf(record: PortRecord, given: Bag, accountSid: string): Bag {
  const imported = Object.keys(given).length === 0;
  const pins = new Map(((given.phoneNumbers ?? []) as Bag[]).map(({ phoneNumber, pin }) => [phoneNumber, pin]));
  const requested = record.phone_numbers.map(({ phone_number }) => phone_number);
  const numbers = matchOrder(requested, [...pins.keys()]).map((phoneNumber) => {
    const pin = pins.get(phoneNumber);
    return { phoneNumber, ...(pin !== undefined && { pin }) };
  });
  const carrier = record.losing_carrier_information;
  const address = carrier.address as Record<string, unknown> | null | undefined;
  const optional = {
    targetAccountSid:
      record.account_sid === accountSid && given.targetAccountSid === undefined ? null : record.account_sid,
    ...asWritten(given, {
      targetDate: record.target_port_in_date,
      targetTimeRangeStart: record.target_port_in_time_range_start,
      targetTimeRangeEnd: record.target_port_in_time_range_end,
    }),
    notificationEmails:
      record.notification_emails?.length || given.notificationEmails
        ? matchOrder(record.notification_emails ?? [], given.notificationEmails)
        : null,
    bundleSid: record.bundle_sid,
  };
  return {
    phoneNumbers: numbers,
    documents: record.documents ? matchOrder(record.documents, given.documents) : given.documents,
    losingCarrier: {
      ...original(carrier, CARRIER),
      ...(address && !carrier.address_sid && { address: original(address, ADDRESS) }),
    },
    ...Object.fromEntries(
      Object.entries(optional).filter(
        ([name, value]) => value != null && (imported || name in given || name === "targetAccountSid"),
      ),
    ),
  };
}

function renamed(given: Bag, names: Readonly<Record<string, string>>): Bag {
  return Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [theirs, given[ours]]));
}

function original(given: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>): Bag {
  const found = Object.entries(names).map(([ours, theirs]) => [ours, given[theirs]] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null && value !== ""));
}
