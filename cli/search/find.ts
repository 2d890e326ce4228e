import type { NumberType } from "../../domain/rules/money/number-type.ts";
import type { TwilioClient } from "../../providers/twilio/client/client.ts";
import { TwilioError } from "../../providers/twilio/client/errors.ts";
import { parametersOf, type Query, widerThan } from "./query.ts";

/** A number for sale. */
export interface Offer {
  /** E.164. */
  readonly number: string;
  readonly country: string;
  readonly type: NumberType;
  /** Town and state according to the carrier; "" if it names none. */
  readonly locality: string;
  readonly state: string;
  /** Address that the buyer must have: `none`, `any`, `local` or `foreign`. */
  readonly addressRequirements: string;
}

/** Result of a search: its offers, or else those of the nearest wider search that has any. */
export interface Found<One = Offer> {
  readonly offers: readonly One[];
  readonly alternatives?: { readonly words: string; readonly offers: readonly One[] } | undefined;
}

const KINDS = { local: "Local", mobile: "Mobile", "toll-free": "TollFree", national: "National" } as const;

/** Searches, and widens the search step by step until it finds numbers. Buys and reserves nothing. */
export async function find(client: TwilioClient, query: Query, limit: number): Promise<Found> {
  const offers = await offersOf(client, query, limit);
  if (offers.length > 0) return { offers };
  for (const { query: wider, words } of widerThan(query)) {
    const near = await offersOf(client, wider, limit).catch((error: unknown): Offer[] => {
      // The stand-in for Twilio doesn't model every criterion.
      if (error instanceof TwilioError && error.status === 501) return [];
      throw error;
    });
    if (near.length > 0) return { offers, alternatives: { words, offers: near } };
  }
  return { offers };
}

/** Whether this number is for sale. */
export async function isOffered(client: TwilioClient, { country, type }: Query, number: string): Promise<boolean> {
  const offers = await offersOf(client, { country, type, contains: number.slice(1) }, 20);
  return offers.some((offer) => offer.number === number);
}

async function offersOf(client: TwilioClient, query: Query, limit: number): Promise<Offer[]> {
  const { country, type } = query;
  try {
    const found = await client.availableNumbers(country, KINDS[type], parametersOf(query, limit));
    return found.slice(0, limit).map((one) => ({
      number: one.phone_number,
      country: one.iso_country,
      type,
      locality: one.locality ?? "",
      state: one.region ?? "",
      addressRequirements: one.address_requirements ?? "none",
    }));
  } catch (error) {
    // The country has no numbers of this type.
    if (error instanceof TwilioError && error.status === 404) return [];
    throw error;
  }
}
