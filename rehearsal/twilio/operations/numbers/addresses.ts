import { refused, TwilioError } from "../../api/errors.ts";
import { assign, fieldsOf } from "../../api/parameters.ts";
import { validatedAddress } from "../../numbers/address-validation.ts";
import type { Address, Fields } from "../../store.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** Required fields of an address, in the documentation's order. */
const NEEDED = ["customer_name", "street", "city", "region", "postal_code", "iso_country"];

/** https://www.twilio.com/docs/usage/api/address */
export const addresses: Readonly<Record<string, Handler>> = {
  CreateAddress(request) {
    const { store, account, operation, form } = request;
    const fields = fieldsOf(operation, form);
    const missing = NEEDED.find((field) => !fields[field]);
    if (missing) throw refused(21238, `Address Validation Error: ${missing} is required`);
    const created: Address = {
      ...store.stamp("AD"),
      account_sid: account.sid,
      ...{ friendly_name: "", emergency_enabled: false, verified: false },
    };
    assign(created, checked(fields));
    store.addresses.set(created.sid, created);
    return showOne(request, created);
  },

  ListAddress(request) {
    const { query, account, store } = request;
    const same = (parameter: string, value: unknown) => !query.get(parameter) || query.get(parameter) === String(value);
    return showPage(
      request,
      store.addresses.values(),
      (a) =>
        a.account_sid === account.sid &&
        same("CustomerName", a.customer_name) &&
        same("FriendlyName", a.friendly_name) &&
        same("EmergencyEnabled", a.emergency_enabled) &&
        same("IsoCountry", a.iso_country),
    );
  },

  FetchAddress: (request) => showOne(request, find(request, request.store.addresses)),

  UpdateAddress(request) {
    const address = find(request, request.store.addresses);
    const fields = fieldsOf(request.operation, request.form);
    const emptied = NEEDED.find((field) => field in fields && !fields[field]);
    if (emptied) throw refused(21238, `Address Validation Error: ${emptied} is required`);
    const { sid: _, account_sid: __, date_created: ___, ...current } = address;
    const changed = checked({ ...current, ...fields });
    assign(address, { ...changed, date_updated: request.store.clock() });
    return showOne(request, address);
  },

  DeleteAddress(request) {
    const address = find(request, request.store.addresses);
    if (dependents(request, address).length > 0) {
      throw new TwilioError(409, 20409, "The address is in use by one or more phone numbers");
    }
    request.store.addresses.delete(address.sid);
    return undefined;
  },

  ListDependentPhoneNumber(request) {
    const address = find(request, request.store.addresses, request.parameters.AddressSid);
    // Twilio spells the capabilities as in the number search (`Voice`), not as in the IncomingPhoneNumber (`voice`).
    return showPage(
      request,
      dependents(request, address),
      () => true,
      ({ capabilities }) => {
        const { voice, sms, mms } = capabilities as Record<string, boolean>;
        return { capabilities: { Voice: voice, SMS: sms, MMS: mms } };
      },
    );
  },
};

function checked({ auto_correct_address, ...fields }: Fields): Fields {
  if (String(fields.friendly_name ?? "").length > 64)
    throw refused(20002, "Invalid FriendlyName: it must be at most 64 characters");
  if (!/^[A-Z]{2}$/.test(String(fields.iso_country)))
    throw refused(21238, "Address Validation Error: IsoCountry must be a two-letter country code");
  const valid = validatedAddress(fields, auto_correct_address !== false);
  return { ...valid, friendly_name: valid.friendly_name ?? "", emergency_enabled: valid.emergency_enabled ?? false };
}

/** Returns the numbers that use the address, as their address or as their emergency address. */
function dependents({ store }: ApiRequest, { sid }: Address) {
  return [...store.numbers.values()].filter((n) => n.address_sid === sid || n.emergency_address_sid === sid);
}
