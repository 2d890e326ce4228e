import { HOSTED_ORDERS, LETTERS } from "../operations/numbers/hosted-numbers.ts";
import { EVALUATIONS } from "../operations/regulatory/bundles.ts";
import { PORTING_WEBHOOKS, PORTS } from "../porting/ports.ts";
import { ASSIGNMENTS, BUNDLES, DOCUMENTS, END_USERS, putApprovedBundle } from "../regulatory/bundles.ts";
import { lastingSid } from "../regulatory/regulations.ts";
import type { Kind, Resource, Store } from "../store.ts";

/** A bundle for British mobile numbers of the seeded account. */
export const APPROVED_BUNDLE = `BU${"b0".repeat(16)}`;
const APPROVED_COPY = `BU${"b1".repeat(16)}`;
const FREE_END_USER = `IT${"f1".repeat(16)}`;
const FREE_DOCUMENT = `RD${"f2".repeat(16)}`;
const FREE_ORDER = `HR${"f4".repeat(16)}`;
const ADDRESS = `AD${"f5".repeat(16)}`;
/** SID of the seeded account, whose credentials the requests use. */
const ACCOUNT = `AC${"ac".repeat(16)}`;
/** The customer's data at the losing carrier. */
const CARRIER = {
  ...{ customer_type: "Business", customer_name: "Acme Dental", account_number: "4711" },
  ...{ account_telephone_number: "+14155550160", authorized_representative: "Ann Example" },
  authorized_representative_email: "ann@acme.example",
  address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
};

/**
 * Seeds resources of the Numbers API: a draft bundle with an end user, an end user and a document outside bundles, and two
 * approved bundles. Returns their SIDs by prefix, or by a name.
 */
export function seedNumbers(store: Store, account_sid: string): Readonly<Record<string, string>> {
  const put = <T extends Resource>(of: Kind<T>, prefix: string, fields: object, sid?: string): string => {
    const made = { ...store.stamp(prefix, sid), account_sid, ...fields } as unknown as T;
    store.all(of).set(made.sid, made);
    return made.sid;
  };
  const mobile = { country: "GB", numberType: "mobile" };
  const { regulation_sid } = putApprovedBundle(store, account_sid, { ...mobile, sid: APPROVED_BUNDLE });
  putApprovedBundle(store, account_sid, { ...mobile, sid: APPROVED_COPY });
  const email = "papers@aybiza.example";
  const BU = put(BUNDLES, "BU", { friendly_name: "Acme", email, status: "draft", regulation_sid });
  const person = { friendly_name: "Acme Dental", type: "business", attributes: { business_name: "Acme Dental" } };
  const document = { friendly_name: "Bill", type: "utility_bill", status: "draft", attributes: {} };
  const IT = put(END_USERS, "IT", person);
  const RD = put(DOCUMENTS, "RD", document);
  put(END_USERS, "IT", person, FREE_END_USER);
  put(DOCUMENTS, "RD", document, FREE_DOCUMENT);
  const BV = put(ASSIGNMENTS, "BV", { bundle_sid: BU, object_sid: IT });
  const EL = put(EVALUATIONS, "EL", { bundle_sid: BU, regulation_sid, status: "noncompliant", results: [] });
  const now = store.clock();
  const moved = {
    status: "In Review",
    updated: now,
    rejection_reason: null,
    rejection_reason_code: null,
    port_date: null,
  };
  const { sid: PU } = store.stamp("PU");
  const KW = put(PORTS, "KW", {
    ...{ target: account_sid, status: "In review", status_at: now, due: new Date(now.getTime() + 10 * 86_400_000) },
    ...{ numbers: [{ sid: PU, phone_number: "+14155550160", number_type: "LOCAL", ...moved }], documents: [RD] },
    ...{ losing_carrier_information: CARRIER, notification_emails: [], support_ticket_id: 100_000 },
  });
  const webhook = { port_in_target_url: "https://ports.aybiza.example/in", notifications_of: [] };
  put(PORTING_WEBHOOKS, "AC", { ...webhook, port_in_target_date_created: now }, account_sid);
  const ordered = {
    status: "received",
    phone_number: "+14155550161",
    incoming_phone_number_sid: `PN${"f3".repeat(16)}`,
  };
  const verified = { verification_attempts: 0, verification_call_delay: 0, verification_call_sids: [] };
  const capabilities = { sms: true, mms: true, voice: false };
  const order = { ...ordered, ...verified, capabilities, cc_emails: [], verification_type: "phone-call" };
  const HR = put(HOSTED_ORDERS, "HR", order);
  put(HOSTED_ORDERS, "HR", { ...order, phone_number: "+14155550162" }, FREE_ORDER);
  const PX = put(LETTERS, "PX", { address_sid: ADDRESS, email, cc_emails: [], status: "signing" });
  return {
    ...{ KW, PU, HR, PX, webhook: "PORT_IN", country: "US", number: "+14155550163" },
    ...{ BU, IT, RD, BV, EL, RN: String(regulation_sid) },
    endUserType: lastingSid("OY", "business"),
    documentType: lastingSid("OY", "utility_bill"),
    approved: APPROVED_BUNDLE,
    freeEndUser: FREE_END_USER,
    freeDocument: FREE_DOCUMENT,
  };
}

/** By operation, the seeded resource that it needs if the first one of the type isn't suitable. */
export const NUMBERS_OTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "numbers_v2.CreateReplaceItems": { BU: "approved" },
  "numbers_v2.DeleteEndUser": { IT: "freeEndUser" },
  "numbers_v2.DeleteSupportingDocument": { RD: "freeDocument" },
};

/** Optional form parameters, by operation. */
export const NUMBERS_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "numbers_v2.CreateAuthorizationDocument": {
    ...{ AddressSid: ADDRESS, Email: "ann@acme.example", ContactPhoneNumber: "+14155550164" },
    HostedNumberOrderSids: FREE_ORDER,
  },
  "numbers_v2.CreateHostedNumberOrder": {
    ...{ PhoneNumber: "+14155550165", ContactPhoneNumber: "+14155550164" },
    ...{ AddressSid: ADDRESS, Email: "ann@acme.example" },
  },
  "numbers_v2.UpdateHostedNumberOrder": { Status: "pending-verification" },
  "numbers_v3.CreateHostedNumbersHostedNumberOrder": { phoneNumber: "+14155550165", smsCapability: "true" },
  "numbers_v2.CreateBundle": { Email: "papers@aybiza.example" },
  "numbers_v2.CreateBundleClone": { TargetAccountSid: ACCOUNT, MoveToDraft: "true" },
  "numbers_v2.CreateEndUser": { Type: "business", Attributes: '{"business_name":"Acme Dental"}' },
  "numbers_v2.CreateItemAssignment": { ObjectSid: FREE_DOCUMENT },
  "numbers_v2.CreateReplaceItems": { FromBundleSid: APPROVED_COPY },
  "numbers_v2.CreateSupportingDocument": { Type: "utility_bill" },
};

/** The bodies of operations that require JSON. */
export const NUMBERS_JSONS: Readonly<Record<string, unknown>> = {
  "numbers_v1.CreateEligibility": { phone_numbers: ["+14155550166"] },
  "numbers_v1.CreatePortingPortIn": {
    ...{ account_sid: ACCOUNT, documents: [FREE_DOCUMENT], phone_numbers: [{ phone_number: "+14155550167" }] },
    losing_carrier_information: CARRIER,
  },
  "numbers_v1.CreatePortingWebhookConfiguration": { port_out_target_url: "https://ports.aybiza.example/out" },
};

/** SID prefixes of path parameters by collection, for those without a pattern in the OpenAPI file. */
export const NUMBERS_PREFIXES: Readonly<Record<string, string>> = {
  Countries: "country",
  EndUserTypes: "endUserType",
  Numbers: "number",
  PhoneNumber: "number",
  SupportingDocumentTypes: "documentType",
  Webhook: "webhook",
};
