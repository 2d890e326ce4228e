import { HOSTED_ORDERS } from "../../../../rehearsal/twilio/operations/numbers/hosted-numbers.ts";
import { ASSIGNMENTS, DOCUMENTS, END_USERS } from "../../../../rehearsal/twilio/regulatory/bundles.ts";
import type { TwilioTable } from "../world.ts";

const secret = (value: unknown) => ({ $secret: value });
const out = (name: string) => ({ $output: [name, "sid"] });

const endUser: TwilioTable = {
  token: "twilio:index:EndUser",
  held: (store, sid) => store.all(END_USERS).get(sid),
  named: true,
  inputs: (row) => ({
    friendlyName: `acme of ${row}`,
    type: "business",
    attributes: secret({ business_name: `Acme Dental ${row}`, business_registration_number: "00000000" }),
  }),
  rows: {
    friendlyName: { to: undefined, live: "EndUser-friendlyName", drift: { to: "renamed by hand" } },
    type: { to: "individual", replaces: true, drift: { never: "Twilio changes no end user's kind" } },
    attributes: { to: undefined, live: {}, drift: { to: { business_name: "Written by hand" } } },
  },
};

const document: TwilioTable = {
  token: "twilio:index:SupportingDocument",
  held: (store, sid) => store.all(DOCUMENTS).get(sid),
  named: true,
  inputs: (row) => ({
    friendlyName: `bill of ${row}`,
    type: "utility_bill",
    attributes: secret({ document_number: `number-of-${row}`, address_sids: [`AD${"1d".repeat(16)}`] }),
  }),
  rows: {
    friendlyName: { to: undefined, live: "SupportingDocument-friendlyName", drift: { to: "renamed by hand" } },
    type: { to: "trade_license", replaces: true, drift: { never: "Twilio changes no document's kind" } },
    attributes: { to: undefined, live: {}, drift: { to: { document_number: "written-by-hand" } } },
  },
};

const paper = (name: string) => ({
  token: "twilio:index:SupportingDocument",
  name,
  inputs: { type: "address" },
  options: {},
});
const bundle = (name: string) => ({
  token: "twilio:index:RegulatoryBundle",
  name,
  inputs: { email: "papers@acme.example", isoCountry: "GB", numberType: "local", endUserType: "individual" },
  options: {},
});

const assignment: TwilioTable = {
  token: "twilio:index:BundleItemAssignment",
  held: (store, id) => store.all(ASSIGNMENTS).get(id.split("/")[1] ?? ""),
  parents: [bundle("bundle-a"), bundle("bundle-b"), paper("paper-a"), paper("paper-b"), paper("paper-c")],
  inputs: (row) => ({ bundleSid: out("bundle-a"), objectSid: out(row === "bundleSid" ? "paper-a" : "paper-b") }),
  rows: {
    bundleSid: { to: out("bundle-b"), replaces: true, drift: { never: "an assignment can't be moved" } },
    objectSid: { to: out("paper-c"), replaces: true, drift: { never: "an assignment can't be changed" } },
  },
};

const NUMBERS: Readonly<Record<string, string>> = {
  phoneNumber: "+12025550171",
  contactPhoneNumber: "+12025550172",
  contactTitle: "+12025550173",
  addressSid: "+12025550174",
  email: "+12025550175",
  ccEmails: "+12025550176",
  friendlyName: "+12025550177",
  smsUrl: "+12025550182",
  smsMethod: "+12025550183",
  smsFallbackUrl: "+12025550184",
  smsFallbackMethod: "+12025550185",
  smsApplicationSid: "+12025550186",
  statusCallbackUrl: "+12025550187",
  statusCallbackMethod: "+12025550188",
};
const never = { never: "Twilio has no change of an order but its status" };

const copied = (from: string, to: string) => ({
  ...{ from, to, live: from, once: true as const, drift: { never: "Twilio shows it at the number alone" } },
});
const SMS = "https://voice.us.aybiza.example/sms";
const applications = ["a", "b"].map((name) => `AP${`5${name}`.repeat(16)}`) as [string, string];

const hosted: TwilioTable = {
  token: "twilio:index:HostedNumberOrder",
  held: (store, sid) => store.all(HOSTED_ORDERS).get(sid),
  inputs: (row) => ({
    phoneNumber: NUMBERS[row],
    contactPhoneNumber: "+12025550180",
    contactTitle: "Owner",
    addressSid: `AD${"0d".repeat(16)}`,
    email: "ann@acme.example",
    ccEmails: ["bo@acme.example"],
    friendlyName: `hosted ${row}`,
  }),
  rows: {
    phoneNumber: { to: "+12025550178", replaces: true, drift: never },
    contactPhoneNumber: { to: "+12025550181", replaces: true, drift: never },
    contactTitle: { to: undefined, live: undefined, replaces: true, drift: never },
    addressSid: { to: `AD${"0e".repeat(16)}`, replaces: true, drift: never },
    email: { to: "cy@acme.example", replaces: true, drift: never },
    ccEmails: { to: undefined, live: [], replaces: true, drift: never },
    friendlyName: { to: undefined, live: undefined, replaces: true, drift: never },
    ...Object.fromEntries(
      ["smsUrl", "smsFallbackUrl", "statusCallbackUrl"].map((name) => [name, copied(`${SMS}/a`, `${SMS}/b`)]),
    ),
    ...Object.fromEntries(
      ["smsMethod", "smsFallbackMethod", "statusCallbackMethod"].map((name) => [name, copied("GET", "POST")]),
    ),
    smsApplicationSid: copied(...applications),
  },
};

/** The tables of the Numbers API. Ports, their webhook and bundles have separate tests. */
export const numbersFamily: readonly TwilioTable[] = [endUser, document, assignment, hosted];
