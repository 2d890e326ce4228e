import { createHash } from "node:crypto";
import type { JsonObject } from "../api/openapi.ts";
import model from "./regulations.json" with { type: "json" };

export type EndUserType = "business" | "individual";

/** One document that a regulation requires, of any accepted type. */
export interface DocumentRequirement {
  readonly requirement: string;
  readonly name: string;
  readonly description: string;
  readonly accept: readonly string[];
  readonly fields: readonly string[];
}

/** A country's requirements for one type of end user and one type of number. A model; the data has its sources. */
export interface Regulation {
  readonly sid: string;
  readonly friendlyName: string;
  readonly country: string;
  /** `local`, `national`, `mobile`, `toll-free` */
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

/** `business_name` for people. */
export const fieldName = (field: string): string => FIELDS[field] ?? field;

/** A SID that is the same in each process. */
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

/** Whether a type of number has no regulation. */
export const isRegulated = (country: string, numberType: string): boolean =>
  REGULATIONS.some((r) => r.country === country && r.numberType === numberType);

const API = "https://numbers.twilio.com/v2/RegulatoryCompliance";

/** `requirements` of a regulation, in Twilio's format. */
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
