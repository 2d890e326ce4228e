import { lawOf } from "../../law/law.ts";
import type { NumberType } from "../money/number-type.ts";

/** Who holds a number. */
export type Owner = "business" | "individual";

/** What a country asks of whoever buys a number. */
export interface DocumentsNeeded {
  /** Where the holder's address has to be; `none`: no address is needed. `area`: in the number's own area. */
  readonly address: "none" | "any" | "country" | "area";
  /** Whether Twilio requires an approved regulatory bundle. */
  readonly bundle: boolean;
  /** The documents, in words. */
  readonly needs: readonly string[];
}

const STRICTNESS = ["none", "any", "country", "area"] as const;

/**
 * What a purchase needs, of the file's minimum: Twilio's live answer may ask for more. Undefined for a country without data, and for a type of number
 * of which the country's file says nothing.
 *
 * @param owner absent: not known, so the strictest of all owners is taken
 * https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations
 */
export function documentsFor(country: string, type: NumberType, owner?: Owner): DocumentsNeeded | undefined {
  const rows = (lawOf(country)?.documents.order.value ?? []).filter(
    (row) => row.types.includes(type) && (owner === undefined || row.owner === "any" || row.owner === owner),
  );
  if (rows.length === 0) return undefined;
  return {
    address: STRICTNESS[Math.max(...rows.map((row) => STRICTNESS.indexOf(row.address)))]!,
    bundle: rows.some(({ bundle }) => bundle),
    needs: [...new Set(rows.flatMap(({ needs }) => needs))],
  };
}

/** Whether each number of a country needs an emergency address on record. A country without data: yes, the strict reading. */
export const emergencyAddressNeeded = (country: string): boolean => lawOf(country)?.emergency.value.address ?? true;
