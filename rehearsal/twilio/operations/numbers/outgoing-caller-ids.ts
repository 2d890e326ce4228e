import { randomInt } from "node:crypto";
import { notModelled, refused } from "../../api/errors.ts";
import { assign, checkFriendlyName, e164Of, fieldsOf } from "../../api/parameters.ts";
import { formatted } from "../../numbers/inventory.ts";
import { type Account, type CallerId, mintSid, type Store } from "../../store.ts";
import { find, type Handler, showOne, showPage } from "../request.ts";

/** How long a verification code is valid. */
const CALL_MS = 60_000;

/**
 * Verified caller IDs: numbers of other owners that an account may call from.
 * https://www.twilio.com/docs/voice/api/outgoing-caller-ids-resource
 */
export const outgoingCallerIds: Readonly<Record<string, Handler>> = {
  /**
   * Starts a verification, in which Twilio calls the number and asks for the code. The stand-in places no call: a test
   * types the code with {@link enterCode}.
   */
  CreateValidationRequest(request) {
    const { store, account, operation, form } = request;
    const fields = fieldsOf(operation, form);
    if (fields.status_callback !== undefined) throw notModelled("the StatusCallback of a validation request");
    const phone_number = e164Of(form.get("PhoneNumber") ?? "");
    if (phone_number === undefined) throw refused(21421, `${form.get("PhoneNumber") ?? ""} is not a valid number`);
    if (callerIdOf(store, account, phone_number)) {
      throw refused(21450, "Phone number already validated for your account");
    }
    const delay = Number(fields.call_delay ?? 0);
    if (delay < 0 || delay > 60) throw refused(20422, "Invalid Parameter: CallDelay must be 0 to 60");
    checkFriendlyName(fields);
    const asked = {
      account_sid: account.sid,
      phone_number,
      friendly_name: String(fields.friendly_name ?? formatted(phone_number)),
      validation_code: String(randomInt(100_000, 1_000_000)),
      call_sid: mintSid("CA"),
    };
    store.validations.set(asked.call_sid, {
      ...asked,
      until: new Date(store.clock().getTime() + delay * 1000 + CALL_MS),
    });
    return showOne(request, { sid: asked.call_sid, ...asked });
  },

  ListOutgoingCallerId(request) {
    const { query, account, store } = request;
    const [number, name] = [query.get("PhoneNumber"), query.get("FriendlyName")];
    return showPage(
      request,
      store.callerIds.values(),
      (c) =>
        c.account_sid === account.sid && (!number || c.phone_number === number) && (!name || c.friendly_name === name),
    );
  },

  FetchOutgoingCallerId: (request) => showOne(request, find(request, request.store.callerIds)),

  UpdateOutgoingCallerId(request) {
    const callerId = find(request, request.store.callerIds);
    const { friendly_name } = fieldsOf(request.operation, request.form);
    checkFriendlyName(friendly_name === undefined ? {} : { friendly_name });
    const name = friendly_name ?? formatted(callerId.phone_number);
    assign(callerId, { friendly_name: name, date_updated: request.store.clock() });
    return showOne(request, callerId);
  },

  DeleteOutgoingCallerId(request) {
    request.store.callerIds.delete(find(request, request.store.callerIds).sid);
    return undefined;
  },
};

/** Finds the account's verified caller ID for a number. */
export function callerIdOf(store: Store, account: Pick<Account, "sid">, e164: string): CallerId | undefined {
  return [...store.callerIds.values()].find((c) => c.account_sid === account.sid && c.phone_number === e164);
}

/** Adds a verified caller ID to an account. */
export function addCallerId(
  store: Store,
  accountSid: string,
  phone_number: string,
  name = formatted(phone_number),
): CallerId {
  const callerId = { ...store.stamp("PN"), account_sid: accountSid, phone_number, friendly_name: name };
  store.callerIds.set(callerId.sid, callerId);
  return callerId;
}

/**
 * Types the digits that a verification call asks for. Returns the caller ID when they are right and in time. Otherwise returns
 * undefined, and the number needs a new validation request.
 */
export function enterCode(store: Store, phoneNumber: string, digits: string): CallerId | undefined {
  const asked = [...store.validations.values()].findLast((v) => v.phone_number === phoneNumber);
  if (!asked) return undefined;
  store.validations.delete(asked.call_sid);
  if (asked.validation_code !== digits || store.clock() > asked.until) return undefined;
  return addCallerId(store, asked.account_sid, phoneNumber, asked.friendly_name);
}
