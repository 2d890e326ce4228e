import { notFound } from "../../api/errors.ts";
import {
  DOCUMENT_TYPES,
  END_USER_TYPES,
  fieldName,
  lastingSid,
  REGULATIONS,
  requirementsOf,
} from "../../regulatory/regulations.ts";
import { type ApiRequest, type Handler, type Shown, showOne, showPage } from "../request.ts";

/**
 * Regulations of countries, types of end users and types of supporting documents: read-only, the same for all accounts.
 * https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations
 */
export const regulations: Readonly<Record<string, Handler>> = {
  "numbers_v2.ListRegulation"(request) {
    const { query } = request;
    const is = (name: string, value: string) => !query.get(name) || query.get(name) === value;
    return showPage(
      request,
      REGULATIONS.filter(
        (r) => is("IsoCountry", r.country) && is("NumberType", r.numberType) && is("EndUserType", r.endUserType),
      ).map(shownRegulation),
      () => true,
    );
  },
  "numbers_v2.FetchRegulation": (request) => one(request, REGULATIONS.map(shownRegulation)),
  "numbers_v2.ListEndUserType": (request) => showPage(request, shownTypes(END_USER_TYPES), () => true),
  "numbers_v2.FetchEndUserType": (request) => one(request, shownTypes(END_USER_TYPES)),
  "numbers_v2.ListSupportingDocumentType": (request) => showPage(request, shownTypes(DOCUMENT_TYPES), () => true),
  "numbers_v2.FetchSupportingDocumentType": (request) => one(request, shownTypes(DOCUMENT_TYPES)),
};

function one(request: ApiRequest, all: readonly Shown[]) {
  const found = all.find(({ sid }) => sid === request.parameters.Sid);
  if (!found) throw notFound(request.path);
  return showOne(request, found);
}

const shownRegulation = (regulation: (typeof REGULATIONS)[number]): Shown => ({
  sid: regulation.sid,
  friendly_name: regulation.friendlyName,
  iso_country: regulation.country,
  number_type: regulation.numberType,
  end_user_type: regulation.endUserType,
  requirements: requirementsOf(regulation),
});

const shownTypes = (types: typeof END_USER_TYPES): Shown[] =>
  Object.entries(types).map(([machine_name, { name, fields }]) => ({
    sid: lastingSid("OY", machine_name),
    friendly_name: name,
    machine_name,
    fields: fields.map((field) => ({
      friendly_name: fieldName(field),
      machine_name: field,
      constraint: field === "address_sids" ? "AddressSid[]" : "String",
    })),
  }));
