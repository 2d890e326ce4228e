import { EVALUATIONS } from "./operations/bundles.ts";
import { ASSIGNMENTS, BUNDLES, DOCUMENTS, END_USERS, putApprovedBundle } from "./regulatory/papers.ts";
import { lastingSid } from "./regulatory/regulations.ts";
import type { Kind, Resource, Store } from "./store.ts";

/** A bundle for British mobile numbers of the furnished account. */
export const APPROVED_BUNDLE = `BU${"b0".repeat(16)}`;
const APPROVED_COPY = `BU${"b1".repeat(16)}`;
const FREE_END_USER = `IT${"f1".repeat(16)}`;
const FREE_DOCUMENT = `RD${"f2".repeat(16)}`;

/**
 * What the Numbers API works on: a draft bundle with an end user in it, an end user and a document that are in none, and two approved bundles.
 * SIDs by their prefixes; what has none by a word of its own.
 */
export function furnishNumbers(store: Store, account_sid: string): Readonly<Record<string, string>> {
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
  return {
    ...{ BU, IT, RD, BV, EL, RN: String(regulation_sid) },
    endUserType: lastingSid("OY", "business"),
    documentType: lastingSid("OY", "utility_bill"),
    approved: APPROVED_BUNDLE,
    freeEndUser: FREE_END_USER,
    freeDocument: FREE_DOCUMENT,
  };
}

/** Which of the furniture an operation needs where the first of its kind won't do. */
export const NUMBERS_OTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "numbers_v2.CreateReplaceItems": { BU: "approved" },
  "numbers_v2.DeleteEndUser": { IT: "freeEndUser" },
  "numbers_v2.DeleteSupportingDocument": { RD: "freeDocument" },
};

/** What their forms say. */
export const NUMBERS_FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "numbers_v2.CreateBundle": { Email: "papers@aybiza.example" },
  "numbers_v2.CreateBundleClone": { TargetAccountSid: `AC${"ac".repeat(16)}`, MoveToDraft: "true" },
  "numbers_v2.CreateEndUser": { Type: "business", Attributes: '{"business_name":"Acme Dental"}' },
  "numbers_v2.CreateItemAssignment": { ObjectSid: FREE_DOCUMENT },
  "numbers_v2.CreateReplaceItems": { FromBundleSid: APPROVED_COPY },
  "numbers_v2.CreateSupportingDocument": { Type: "utility_bill" },
};

/** The bodies of operations that take JSON. */
export const NUMBERS_JSONS: Readonly<Record<string, unknown>> = {};

/** What the path parameters of a collection name, where the OpenAPI file gives them no pattern. */
export const NUMBERS_PREFIXES: Readonly<Record<string, string>> = {
  EndUserTypes: "endUserType",
  SupportingDocumentTypes: "documentType",
};
