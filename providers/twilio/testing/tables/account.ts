import type { TwilioTable } from "../world.ts";

const address: TwilioTable = {
  token: "twilio:index:Address",
  held: (store, sid) => store.addresses.get(sid),
  named: true,
  inputs: (row) => ({
    friendlyName: `practice of ${row}`,
    customerName: "Acme Dental",
    street: "1 Main Street",
    streetSecondary: "Suite 3",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    isoCountry: "US",
    emergencyEnabled: true,
  }),
  rows: {
    friendlyName: { to: undefined, live: "Address-friendlyName", drift: { to: "renamed by hand" } },
    customerName: { to: "Acme Dentists", drift: { to: "somebody else" } },
    street: { to: "2 Main Street", drift: { to: "3 Main Street" } },
    streetSecondary: { to: undefined, live: undefined, drift: { to: "Floor 2" } },
    city: { to: "Shelbyville", drift: { to: "Ogdenville" } },
    region: { to: "OH", drift: { to: "KS" } },
    postalCode: { to: "62702", drift: { to: "62703" } },
    isoCountry: { to: "CA", replaces: true, drift: { never: "an address stays in its country" } },
    emergencyEnabled: { to: undefined, live: false, drift: { to: true } },
  },
};

const usageTrigger: TwilioTable = {
  token: "twilio:index:UsageTrigger",
  held: (store, sid) => store.usageTriggers.get(sid),
  named: true,
  inputs: (row) => ({
    friendlyName: `bill of ${row}`,
    usageCategory: "totalprice",
    triggerBy: "price",
    triggerValue: "500",
    recurring: "monthly",
    callbackUrl: "https://ops.aybiza.example/usage",
    callbackMethod: "GET",
  }),
  rows: {
    friendlyName: { to: undefined, live: "UsageTrigger-friendlyName", drift: { to: "renamed by hand" } },
    usageCategory: { to: "calls", replaces: true, drift: { never: "Twilio has no update of it" } },
    triggerBy: { to: undefined, live: "usage", replaces: true, drift: { never: "Twilio has no update of it" } },
    triggerValue: { to: "600.5", replaces: true, drift: { never: "Twilio has no update of it" } },
    recurring: { to: undefined, live: undefined, replaces: true, drift: { never: "Twilio has no update of it" } },
    callbackUrl: { to: "https://ops.aybiza.example/bill", drift: { to: "https://by-hand.example/" } },
    callbackMethod: { to: undefined, live: "POST", drift: { to: "GET" } },
  },
};

/** The tables of an account's own resources, such as addresses. */
export const accountFamily: readonly TwilioTable[] = [address, usageTrigger];
