import { type ConnectionType, TRAITS } from "../../domain/config/connection-traits.ts";
import { type Availability, offerOf } from "../../domain/config/offers.ts";
import type { RegionConfig } from "../../domain/config/region.ts";
import { SUPPORT, type SupportPlan } from "../../domain/offers/offers.ts";
import { NUMBER_TYPES, type NumberType } from "../../domain/rules/money/number-type.ts";

/** What a region offers in a country through one connection type. */
export interface CountryOffer {
  readonly region: string;
  readonly connection: ConnectionType;
  readonly availability: Availability;
  readonly promised?: Availability;
  readonly why?: string;
  readonly since?: string;
  /** Types of number whose availability differs. */
  readonly types: Readonly<Partial<Record<NumberType, Availability>>>;
  readonly cities?: readonly string[];
  /** Monthly fees in the region's currency, by type of number; of other connection types: one fee for any number. */
  readonly month: Readonly<Record<string, string>>;
  readonly support?: SupportPlan;
}

/** Lists what each region that serves a country offers there. */
export const offersIn = (regions: readonly RegionConfig[], country: string): CountryOffer[] =>
  regions
    .filter(({ countries }) => countries.includes(country))
    .flatMap((region) => (Object.keys(TRAITS) as ConnectionType[]).map((type) => offer(region, type, country)));

function offer(region: RegionConfig, connection: ConnectionType, country: string): CountryOffer {
  const whole = region.integrations[connection];
  const there = whole.countries?.[country];
  const { availability, why } = offerOf(region, connection, country);
  const plan = region.support?.[connection];
  return {
    ...{ region: region.id, connection, availability },
    ...(whole.promised !== undefined && { promised: whole.promised }),
    ...(why !== undefined && { why }),
    ...(whole.since !== undefined && { since: whole.since }),
    types: there?.types ?? {},
    ...(there?.cities !== undefined && { cities: there.cities }),
    month: monthlyFees(region, connection, country),
    ...(plan !== undefined && { support: SUPPORT[plan] }),
  };
}

function monthlyFees({ pricing }: RegionConfig, connection: ConnectionType, country: string): Record<string, string> {
  if (pricing === undefined) return {};
  const shown = (month: string) => `${month} ${pricing.currency}`;
  if (connection !== "managed") {
    const fee = pricing[connection]?.month;
    return fee === undefined ? {} : { any: shown(fee) };
  }
  const prices = pricing.managed?.numbers[country] ?? {};
  return Object.fromEntries(
    NUMBER_TYPES.flatMap((type) => {
      const price = prices[type];
      return price === undefined ? [] : [[type, shown(price.month)]];
    }),
  );
}
