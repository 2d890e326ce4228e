import type { JsonObject } from "../api/openapi.ts";
import { DOCUMENT_TYPES, type DocumentRequirement, END_USER_TYPES, fieldName, type Regulation } from "./regulations.ts";

/** The parts of an end user or supporting document that a regulation checks. */
export interface Evidence {
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Evaluation {
  readonly status: "compliant" | "noncompliant";
  readonly results: readonly JsonObject[];
}

/**
 * Checks a bundle's items against its regulation. Codes: 22214 no end user, 22215 a field of it, 22216 no document, 22217 a
 * field of it, 22218 a document that isn't the end user's, 22219 its address.
 * https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations
 *
 * @param addressExists whether the account has an address of that SID
 */
export function evaluate(
  regulation: Regulation,
  items: { readonly endUsers: readonly Evidence[]; readonly documents: readonly Evidence[] },
  addressExists: (sid: string) => boolean,
): Evaluation {
  const endUser = items.endUsers.find((one) => one.type === regulation.endUserType);
  const results = [
    endUserResult(regulation, endUser),
    ...regulation.documents.map((wanted) => documentResult(wanted, items.documents, endUser, addressExists)),
  ];
  return { status: results.every((one) => one.passed === true) ? "compliant" : "noncompliant", results };
}

interface Mistake {
  readonly field: string;
  readonly code: number;
  readonly reason: string;
}

function endUserResult({ endUserType, endUser: fields }: Regulation, endUser: Evidence | undefined): JsonObject {
  const name = END_USER_TYPES[endUserType]?.name ?? endUserType;
  const mistakes = fields
    .filter((field) => !isGiven(endUser?.attributes[field]))
    .map((field) => ({ field, code: 22215, reason: missing(field, `${name} information`) }));
  return result({
    about: { friendly_name: name, object_type: endUserType },
    requirement: { requirement_friendly_name: name, requirement_name: `${endUserType}_info` },
    fields,
    mistakes,
    absent: endUser ? undefined : { code: 22214, what: `A ${name} End-User` },
  });
}

/** Evaluates a document requirement with the accepted document that has the fewest faults. */
function documentResult(
  wanted: DocumentRequirement,
  documents: readonly Evidence[],
  endUser: Evidence | undefined,
  addressExists: (sid: string) => boolean,
): JsonObject {
  const [best] = documents
    .filter((one) => wanted.accept.includes(one.type))
    .map((one) => ({ type: one.type, mistakes: mistakesOf(wanted.fields, one, endUser, addressExists) }))
    .sort((a, b) => a.mistakes.length - b.mistakes.length);
  const type = best?.type ?? (wanted.accept[0] as string);
  const name = DOCUMENT_TYPES[type]?.name ?? type;
  const nothing = { type, attributes: {} };
  return result({
    about: { friendly_name: name, object_type: type },
    requirement: { requirement_friendly_name: wanted.name, requirement_name: wanted.requirement },
    fields: wanted.fields,
    mistakes: best?.mistakes ?? mistakesOf(wanted.fields, nothing, endUser, addressExists),
    absent: best ? undefined : { code: 22216, what: `A ${name}` },
  });
}

function mistakesOf(
  fields: readonly string[],
  { type, attributes }: Evidence,
  endUser: Evidence | undefined,
  addressExists: (sid: string) => boolean,
): Mistake[] {
  const name = DOCUMENT_TYPES[type]?.name ?? type;
  return fields.flatMap((field): Mistake[] => {
    const given = attributes[field];
    if (field === "address_sids") {
      const sids = Array.isArray(given) ? given : [given];
      if (sids.length > 0 && sids.every((sid) => typeof sid === "string" && addressExists(sid))) return [];
      const reason = `The Address is missing. Please enter in the address shown on the ${name}.`;
      return [{ field, code: 22219, reason }];
    }
    if (!isGiven(given)) return [{ field, code: 22217, reason: missing(field, name) }];
    const own = endUser?.attributes[field];
    if (own === undefined || own === given) return [];
    return [{ field, code: 22218, reason: `The ${fieldName(field)} does not match the End-User's.` }];
  });
}

function result(q: {
  about: { friendly_name: string; object_type: string };
  requirement: { requirement_friendly_name: string; requirement_name: string };
  fields: readonly string[];
  mistakes: readonly Mistake[];
  absent: { code: number; what: string } | undefined;
}): JsonObject {
  const wrong = new Set(q.mistakes.map(({ field }) => field));
  const named = (field: string) => ({ friendly_name: fieldName(field), object_field: field });
  const first = q.mistakes[0];
  return {
    ...q.about,
    passed: !q.absent && !first,
    failure_reason: q.absent
      ? `${q.absent.what} is missing. Please add one to the regulatory bundle.`
      : (first?.reason ?? null),
    error_code: q.absent?.code ?? first?.code ?? null,
    valid: q.fields.filter((field) => !wrong.has(field)).map(named),
    invalid: q.mistakes.map(({ field, code, reason }) => ({
      ...named(field),
      failure_reason: reason,
      error_code: code,
    })),
    ...q.requirement,
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
const missing = (field: string, where: string) =>
  `The ${fieldName(field)} is missing. Please enter in a ${fieldName(field)} on the ${where}.`;
