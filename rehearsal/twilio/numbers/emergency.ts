import { refused, TwilioError } from "../api/errors.ts";
import type { Account, Fields, IncomingNumber, Store } from "../store.ts";

/** Time in which emergency services register or unregister an address, in ms of the store's clock. */
export const REGISTRATION_MS = 1000;

const SETTLED: Readonly<Record<string, string>> = {
  "pending-registration": "registered",
  "pending-unregistration": "unregistered",
};

/** Returns the current status of a number's emergency address. A pending status becomes final after {@link REGISTRATION_MS}. */
export function emergencyStatusOf(store: Store, number: Fields): string {
  const status = String(number.emergency_address_status ?? "unregistered");
  const since = number.emergency_address_since;
  const over = since instanceof Date && store.clock().getTime() - since.getTime() >= REGISTRATION_MS;
  return over ? (SETTLED[status] ?? status) : status;
}

/**
 * Refuses to remove a number with a registered or pending emergency address from its trunk, and to delete that trunk.
 * https://www.twilio.com/docs/api/errors/21634
 */
export function checkLeavesTrunk(store: Store, number: IncomingNumber): void {
  if (!number.trunk_sid || emergencyStatusOf(store, number) === "unregistered") return;
  throw refused(21634, "SIP Trunk is in use for emergency calling: remove the number's emergency address first");
}

/**
 * Applies a change of a number's emergency address. Rules:
 * - an address must belong to the account, and be enabled for emergencies;
 * - one address can't replace another: disassociate the first, which unregisters it, then associate the next;
 * - a number with a registered address keeps its trunk ({@link checkLeavesTrunk}).
 *
 * https://www.twilio.com/docs/voice/sip/api/emergency-calling-api
 */
export function emergencyChange(store: Store, account: Account, fields: Fields, number?: IncomingNumber): Fields {
  const status = number ? emergencyStatusOf(store, number) : "unregistered";
  const wanted = fields.emergency_address_sid;
  const leaves = "trunk_sid" in fields ? fields.trunk_sid !== number?.trunk_sid : Boolean(fields.voice_application_sid);
  if (number && leaves && !("emergency_address_sid" in fields && !wanted)) checkLeavesTrunk(store, number);
  if (!("emergency_address_sid" in fields) || wanted === number?.emergency_address_sid) return {};
  const since = { emergency_address_since: store.clock() };
  if (!wanted)
    return { ...since, emergency_address_status: status === "unregistered" ? status : "pending-unregistration" };
  const address = store.addresses.get(String(wanted));
  if (address?.account_sid !== account.sid) throw refused(21628, `Emergency address ${wanted} is not the account's`);
  if (address.emergency_enabled !== true) throw refused(21628, `Address ${wanted} is not enabled for emergencies`);
  if (status !== "unregistered") {
    throw new TwilioError(
      409,
      20409,
      `The number's emergency address is ${status}: disassociate it, and wait until it is unregistered`,
    );
  }
  return { ...since, emergency_address_status: "pending-registration" };
}
