import { z } from "zod";
import { NUMBER_TYPES, type NumberType } from "../rules/money/number-type.ts";
import type { ConnectionType } from "./connection-traits.ts";
import { country } from "./country.ts";
import { refuse } from "./mistake.ts";
import { line, prose } from "./text.ts";

/** How far a region offers a connection type. `full` to `supported` are offered; the rest are refused in a tenant's file. */
export const AVAILABILITIES = [
  "full",
  "limited",
  "recommended",
  "supported",
  "planned",
  "contact-support",
  "none",
] as const;
/** One of them. */
export type Availability = (typeof AVAILABILITIES)[number];

const OFFERED: readonly Availability[] = ["full", "limited", "recommended", "supported"];

/** Whether tenants may use what has this availability. */
export const isOffered = (availability: Availability): boolean => OFFERED.includes(availability);

const countryOffer = z.strictObject({
  availability: z.enum(AVAILABILITIES).optional().describe("Availability in this country, if it differs."),
  why: prose(500).optional().describe("Why the country differs."),
  types: z
    .partialRecord(z.enum(NUMBER_TYPES), z.enum(AVAILABILITIES))
    .optional()
    .describe("Availability by type of number, where it differs."),
  cities: z
    .array(line(60))
    .min(1)
    .optional()
    .describe("Cities whose local numbers may be bought, of those in the country's law file. Default: any place."),
});

/** What a region says of one connection type. */
export const integration = z.strictObject({
  availability: z
    .enum(AVAILABILITIES)
    .describe(
      "Whether tenants of this region may use this connection type. `planned`, `contact-support` and `none` are refused.",
    ),
  promised: z
    .enum(AVAILABILITIES)
    .optional()
    .describe("Availability that the product guide promises, where the region doesn't have it yet."),
  why: prose(500).optional().describe("Why the type has this availability."),
  since: z.iso
    .date({ error: "a day, for example 2026-12-01" })
    .optional()
    .describe("Day since which it has this availability (YYYY-MM-DD)."),
  note: prose(1_000).optional().describe("Shown when a tenant's file uses a type that isn't offered."),
  countries: z
    .partialRecord(country(), countryOffer)
    .optional()
    .describe("Countries where the availability differs, and types of number within them."),
});

/** Managed numbers: AYBIZA buys them, in accounts of its own. */
export const managedIntegration = integration
  .extend({
    carrier: z.enum(["twilio"]).optional().describe("Carrier of managed numbers."),
  })
  .superRefine((managed, context) => {
    if (managed.carrier !== undefined || !isOffered(managed.availability)) return;
    refuse(context, {
      code: "wrong-value",
      says: "has no `carrier`; managed numbers that are offered need one",
      fix: "add `carrier: twilio`",
    });
  });

/** What a region says of each connection type. */
export const integrations = z
  .strictObject({
    managed: managedIntegration.describe("Numbers that AYBIZA buys and holds for the tenant."),
    "sip-trunk": integration.describe("Trunks of the tenant's own carrier."),
    twilio: integration.describe("The tenant's own Twilio account."),
  })
  .describe("Which connection types tenants may use.");

type Integrations = z.output<typeof integrations>;

/** A region's offer of one connection type, in a country, for a type of number. */
export interface Offer {
  readonly availability: Availability;
  /** Why, as the most specific place of the file says it. */
  readonly why: string | undefined;
}

/** Looks up an offer: the number type's own availability, else the country's, else the connection type's. */
export function offerOf(
  region: { readonly integrations: Integrations },
  connection: ConnectionType,
  country?: string,
  type?: NumberType,
): Offer {
  const whole = region.integrations[connection];
  const there = country === undefined ? undefined : whole.countries?.[country];
  const own = type === undefined ? undefined : there?.types?.[type];
  return {
    availability: own ?? there?.availability ?? whole.availability,
    why: there?.why ?? whole.why,
  };
}

/** Connection types that a region offers, at least somewhere. */
export const offeredTypes = (region: { readonly integrations: Integrations }): ConnectionType[] =>
  (Object.keys(region.integrations) as ConnectionType[]).filter((type) =>
    isOffered(region.integrations[type].availability),
  );
