import { refused } from "../../api/errors.ts";
import { portabilityOf } from "../../porting/portability.ts";
import { BUNDLES, DOCUMENTS } from "../../regulatory/bundles.ts";
import type { Fields } from "../../store.ts";
import { parseDay } from "../dates.ts";
import type { ApiRequest } from "../request.ts";

const DAY_MS = 86_400_000;
// Limits of a port-in request: https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api#limitations
const MOST_NUMBERS = 1000;
const FEWEST_DAYS = 7;

type Given = Readonly<Record<string, unknown>>;

/** Checks a port-in request against the API's rules and returns its fields. The numbers' PINs are checked but not stored. */
export function portFields(request: ApiRequest): Fields & {
  readonly target: string;
  readonly due: Date;
  readonly numbers: readonly { readonly phone_number: string; readonly number_type: string }[];
} {
  const { store, account } = request;
  const json = (request.json ?? {}) as Given;
  const target = store.accounts.get(String(json.account_sid));
  if (target !== account && target?.owner_account_sid !== account.sid) {
    throw refused(20422, `account_sid must be this account or one of its subaccounts, not ${json.account_sid}`);
  }
  if (json.bundle_sid !== undefined && json.bundle_sid !== null) {
    const bundle = store.all(BUNDLES).get(String(json.bundle_sid));
    if (bundle?.account_sid !== account.sid || bundle.status !== "twilio-approved") {
      throw refused(22170, "Given Bundle SID does not exist for your account or is not approved.");
    }
  }
  const target_port_in_time_range_start = timeOf(json, "target_port_in_time_range_start");
  const target_port_in_time_range_end = timeOf(json, "target_port_in_time_range_end");
  return {
    target: target.sid,
    due: inUtc(dueOf(request, json), target_port_in_time_range_start),
    numbers: numbersOf(request, json),
    documents: documentsOf(request, json),
    losing_carrier_information: carrierOf(request, json),
    notification_emails: json.notification_emails ?? [],
    target_port_in_time_range_start: target_port_in_time_range_start?.utc,
    target_port_in_time_range_end: target_port_in_time_range_end?.utc,
    bundle_sid: json.bundle_sid ?? undefined,
  };
}

function numbersOf({ store, account }: ApiRequest, { phone_numbers }: Given) {
  const given = Array.isArray(phone_numbers) ? (phone_numbers as Given[]) : [];
  if (given.length < 1 || given.length > MOST_NUMBERS) {
    throw refused(20422, `phone_numbers must contain 1 to ${MOST_NUMBERS} numbers, not ${given.length}`);
  }
  const countries = new Set<string | null>();
  const numbers = given.map(({ phone_number, pin }) => {
    const e164 = String(phone_number);
    const { portable, reason, code, country, numberType, pinRequired } = portabilityOf(store, account, e164);
    countries.add(country);
    if (countries.size > 1) throw refused(22172, "The phone numbers of a request must all be of one country");
    if (!portable) throw refused(code ?? 22130, `${e164} is not portable: ${reason}`);
    if (pinRequired && !pin) throw refused(20422, `pin is required for the mobile number ${e164}`);
    return { phone_number: e164, number_type: numberType };
  });
  if (new Set(numbers.map((n) => n.phone_number)).size < numbers.length) {
    throw refused(22137, "phone_numbers contains the same number twice");
  }
  return numbers;
}

function documentsOf({ store, account }: ApiRequest, { documents }: Given): readonly string[] {
  const sids = (Array.isArray(documents) ? documents : []) as string[];
  const found = sids.map((sid) => store.all(DOCUMENTS).get(sid));
  if (found.some((one) => one?.account_sid !== account.sid))
    throw refused(20422, "documents contains the SID of a document that does not exist in the account");
  if (!found.some((one) => one?.type === "utility_bill")) {
    throw refused(20422, "At least one document of the type Utility Bill is required");
  }
  return sids;
}

const NEEDED = ["customer_type", "customer_name", "authorized_representative", "authorized_representative_email"];

function carrierOf({ store, account }: ApiRequest, { losing_carrier_information: given }: Given): Given {
  const carrier = (given ?? {}) as Given;
  const missing = NEEDED.find((field) => !carrier[field]);
  if (missing) throw refused(20422, `losing_carrier_information.${missing} is required`);
  const { address_sid, address } = carrier;
  if (!address_sid && !address) throw refused(22173, "losing_carrier_information requires address or address_sid");
  if (address_sid && store.addresses.get(String(address_sid))?.account_sid !== account.sid) {
    throw refused(22173, "Given Address SID does not exist for your account or is invalid.");
  }
  return carrier;
}

function dueOf({ store }: ApiRequest, { target_port_in_date: given }: Given): Date {
  const earliest = new Date(Math.floor(store.clock().getTime() / DAY_MS) * DAY_MS + FEWEST_DAYS * DAY_MS);
  if (given === undefined || given === null) return earliest;
  const date = parseDay(String(given));
  if (!date) throw refused(20422, `target_port_in_date must be YYYY-MM-DD, not ${given}`);
  if (date < earliest) {
    throw refused(20422, `target_port_in_date must be at least ${FEWEST_DAYS} days in the future: ${given}`);
  }
  return date;
}

/** A time of day in UTC, and by how many days (-1, 0 or 1) the conversion to UTC changed the date. */
interface TimeOfDay {
  readonly utc: string;
  readonly days: number;
}

/** Parses a time of day with a UTC offset. Twilio stores and returns it in UTC. */
function timeOf(json: Given, field: string): TimeOfDay | undefined {
  const { [field]: given } = json;
  if (given === undefined || given === null) return undefined;
  const at = Date.parse(`1970-01-02T${given}`);
  if (!/^\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(String(given)) || Number.isNaN(at))
    throw refused(20422, `${field} must be a time with a UTC offset, not ${given}`);
  return { utc: `${new Date(at).toISOString().slice(11, 19)}Z`, days: Math.floor(at / DAY_MS) - 1 };
}

/** Converts the date to UTC by the range's start ("will be converted to its UTC equivalent with the ranges as reference"). */
const inUtc = (due: Date, start: TimeOfDay | undefined): Date => new Date(due.getTime() + (start?.days ?? 0) * DAY_MS);
