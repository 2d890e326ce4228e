import { refused } from "../../api/errors.ts";
import { fieldsOf } from "../../api/parameters.ts";
import {
  ASSIGNMENTS,
  DOCUMENTS,
  END_USERS,
  type EndUser,
  review,
  type SupportingDocument,
} from "../../regulatory/bundles.ts";
import { DOCUMENT_TYPES } from "../../regulatory/regulations.ts";
import type { Fields, Store } from "../../store.ts";
import { type Family, operationsOf } from "../family.ts";
import type { ApiRequest, Handler } from "../request.ts";

const API = "numbers_v2";

const endUsers: Family<EndUser> = {
  api: API,
  noun: "EndUser",
  kind: END_USERS,
  prefix: "IT",
  defaults: { attributes: {} },
  check(request, fields, current) {
    if (!current) requireAll(request, "FriendlyName", "Type");
    return withAttributes(fields);
  },
  checkDelete({ store }, { sid }) {
    if (isAssigned(store, sid)) {
      throw refused(21644, "End-User cannot be deleted due to an active assignment to a Bundle");
    }
  },
};

/** Models only a document's type and attributes: files are uploaded to another URL, which no OpenAPI file describes. */
const documents: Family<SupportingDocument> = {
  api: API,
  noun: "SupportingDocument",
  kind: DOCUMENTS,
  prefix: "RD",
  defaults: { attributes: {}, status: "draft" },
  check(request, fields, current) {
    review(request.store);
    const { type } = fields;
    if (current === undefined && DOCUMENT_TYPES[String(type)] === undefined) {
      throw refused(22205, `Invalid Type: ${type} is not a supporting document type`);
    }
    if (!current) requireAll(request, "FriendlyName");
    if (current?.status === "pending-review") throw inReview("Supporting Document", current.sid);
    return withAttributes(fields);
  },
  checkDelete({ store }, { sid, status }) {
    review(store);
    if (status === "pending-review") throw refused(21646, "Supporting Document is not eligible for deletion");
    if (isAssigned(store, sid)) {
      throw refused(21645, "Supporting Document cannot be deleted due to an active assignment to a Bundle");
    }
  },
};

const reviewed =
  (handler: Handler): Handler =>
  (request) => {
    review(request.store);
    return handler(request);
  };

/** End users and supporting documents. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents */
export const items: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries({ ...operationsOf(endUsers), ...operationsOf(documents) }).map(([id, run]) => [id, reviewed(run)]),
);

const isAssigned = (store: Store, sid: string) =>
  [...store.all(ASSIGNMENTS).values()].some(({ object_sid }) => object_sid === sid);

/** Parses the Attributes parameter, a JSON text that replaces the previous attributes. */
function withAttributes(fields: Fields): Fields {
  if (typeof fields.attributes !== "string") return fields;
  let attributes: unknown;
  try {
    attributes = JSON.parse(fields.attributes);
  } catch {
    // Falls through to the error below.
  }
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) {
    throw refused(20422, "Invalid Parameter: Attributes must be a JSON object");
  }
  return { ...fields, attributes };
}

/** Returns the error for a change of a resource that is under review or approved. */
export const inReview = (what: string, sid: string) =>
  refused(20422, `${what} ${sid} can't be changed: it is under review or approved`);

/** Checks that a form has the required parameters and returns its fields. */
export function requireAll({ operation, form }: ApiRequest, ...names: string[]): Fields {
  for (const name of names) if (!form.get(name)) throw refused(20422, `Missing required parameter ${name}`);
  return fieldsOf(operation, form);
}
