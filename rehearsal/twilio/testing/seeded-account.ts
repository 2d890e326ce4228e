import { addCallerId } from "../operations/numbers/outgoing-caller-ids.ts";
import { mintSecret, type Store } from "../store.ts";

/**
 * Seeds resources of the account itself: keys, an address, a caller ID, usage triggers. Returns their SIDs by prefix, or by a
 * name where a prefix occurs twice.
 */
export function seedAccount(store: Store, account_sid: string): Readonly<Record<string, string>> {
  Object.assign(store.accounts.get(account_sid)!, { secondary_auth_token: mintSecret() });
  const key = { ...store.stamp("SK"), account_sid, friendly_name: "app", main: false };
  store.keys.set(key.sid, key);
  const place = { street: "1 Main Street", city: "Springfield", region: "IL", postal_code: "62701", iso_country: "US" };
  const address = { ...store.stamp("AD"), account_sid, customer_name: "Acme Dental", ...place };
  const flags = { friendly_name: "", emergency_enabled: false, validated: false, verified: false };
  store.addresses.set(address.sid, { ...address, ...flags });
  const free = { ...store.stamp("AD"), account_sid, customer_name: "Acme Dental", ...place, ...flags };
  store.addresses.set(free.sid, free);
  for (const number of store.numbers.values()) number.address_sid = address.sid;
  const trigger = {
    ...store.stamp("UT"),
    account_sid,
    friendly_name: "",
    callback_url: "https://acme.example/usage",
    callback_method: "POST",
    usage_category: "totalprice",
    trigger_by: "price",
    trigger_value: "1000000",
    recurring: "monthly",
  };
  store.usageTriggers.set(trigger.sid, trigger);
  const { sid: callerId } = addCallerId(store, account_sid, "+12125550143");
  return { SK: key.sid, AD: address.sid, UT: trigger.sid, callerId, freeAddress: free.sid };
}

/** By operation, the seeded resource that it needs if the first one of the type isn't suitable. */
export const ACCOUNT_OTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  FetchOutgoingCallerId: { PN: "callerId" },
  UpdateOutgoingCallerId: { PN: "callerId" },
  DeleteOutgoingCallerId: { PN: "callerId" },
  DeleteAddress: { AD: "freeAddress" },
};

/** Optional form parameters, by operation. */
export const ACCOUNT_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateAddress: {
    CustomerName: "Acme Dental",
    Street: "2 Main Street",
    City: "Springfield",
    Region: "IL",
    PostalCode: "62701",
    IsoCountry: "US",
  },
  CreateValidationRequest: { PhoneNumber: "+12125550144" },
  CreateUsageTrigger: {
    CallbackUrl: "https://acme.example/usage",
    TriggerValue: "50",
    UsageCategory: "totalprice",
    Recurring: "monthly",
  },
};
