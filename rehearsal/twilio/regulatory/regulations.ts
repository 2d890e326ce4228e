import { createHash } from "node:crypto";
import type { JsonObject } from "../api/openapi.ts";
import model from "./regulations.json" with { type: "json" };

export type EndUserType = "business" | "individual";

/** A document that a regulation requires, of one of several accepted types. */
export interface DocumentRequirement {
  readonly requirement: string;
  readonly name: string;
  readonly description: string;
  readonly accept: readonly string[];
  readonly fields: readonly string[];
}

/** A country's requirements for one type of end user and one type of number. A model; regulations.json has the sources. */
export interface Regulation {
  readonly sid: string;
  readonly friendlyName: string;
  readonly country: string;
  /** Type of number: `local`, `national`, `mobile` or `toll-free`. */
  readonly numberType: string;
  readonly endUserType: EndUserType;
  /** Fields of the end user. */
  readonly endUser: readonly string[];
  readonly documents: readonly DocumentRequirement[];
}

const named = (of: Readonly<Record<string, unknown>>) => of as Readonly<Record<string, string>>;
const FIELDS = named(model.fields);
const COUNTRIES = named(model.countries);
type Types = Readonly<Record<string, { readonly name: string; readonly fields: readonly string[] }>>;
export const END_USER_TYPES: Types = model.endUserTypes;
export const DOCUMENT_TYPES: Types = model.documentTypes;

/** Returns the name of a field, such as `business_name`, for people. */
export const fieldName = (field: string): string => FIELDS[field] ?? field;

/** Derives a SID from a text, so that it is the same in every process. */
export const lastingSid = (prefix: string, of: string): string =>
  prefix + createHash("sha256").update(`${prefix} ${of}`).digest("hex").slice(0, 32);

export const REGULATIONS: readonly Regulation[] = model.regulations.flatMap(({ numberTypes, ...rest }) =>
  numberTypes.map((numberType) => {
    const { country, endUser, documents } = rest;
    const endUserType = rest.endUserType as EndUserType;
    const friendlyName = `${COUNTRIES[country]}: ${capital(numberType)} - ${capital(endUserType)}`;
    const sid = lastingSid("RN", `${country} ${numberType} ${endUserType}`);
    return { sid, friendlyName, country, numberType, endUserType, endUser, documents };
  }),
);

export const regulationOf = (sid: unknown): Regulation | undefined => REGULATIONS.find((r) => r.sid === sid);

/** Tells whether a country has a regulation for a type of number. */
export const isRegulated = (country: string, numberType: string): boolean =>
  REGULATIONS.some((r) => r.country === country && r.numberType === numberType);

const API = "https://numbers.twilio.com/v2/RegulatoryCompliance";

/** Returns a regulation's `requirements` in Twilio's format. */
export function requirementsOf({ endUserType, endUser, documents }: Regulation): JsonObject {
  const detailed = (fields: readonly string[], of: string) => ({
    fields,
    detailed_fields: fields.map((field) => ({
      machine_name: field,
      friendly_name: fieldName(field),
      description: `${fieldName(field)} of the ${of}`,
    })),
  });
  return {
    end_user: [
      {
        name: capital(endUserType),
        type: endUserType,
        requirement_name: `${endUserType}_info`,
        url: `${API}/Regulations/${endUserType}`,
        ...detailed(endUser, capital(endUserType)),
      },
    ],
    supporting_document: [
      documents.map(({ requirement, name, description, accept, fields }) => ({
        name,
        type: "document",
        requirement_name: requirement,
        description,
        accepted_documents: accept.map((type) => ({
          name: DOCUMENT_TYPES[type]?.name ?? type,
          type,
          url: `${API}/DocumentTypes/${type}`,
          ...detailed(fields, DOCUMENT_TYPES[type]?.name ?? type),
        })),
      })),
    ],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
