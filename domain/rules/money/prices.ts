import type { ConnectionType } from "../../config/connection-traits.ts";
import type { Pricing } from "../../config/pricing.ts";
import { basisPoints, type Micros, micros } from "./amount.ts";
import type { NumberKind } from "./number-kind.ts";

/** Prices of one number. Only managed numbers have prices of minutes; for others the carrier bills them. */
export interface NumberPrices {
  readonly month: Micros;
  readonly inboundMinute?: Micros;
  readonly outboundMinute?: Micros;
}

/** A discount tier: it applies from `fromNumbers` managed numbers. */
export interface VolumeDiscount {
  readonly fromNumbers: number;
  /** As in the file: `12.5`. */
  readonly percentOff: string;
  readonly basisPoints: bigint;
}

/** Returns the prices of a number; undefined if the region has none for it. */
export function pricesOf(pricing: Pricing, type: ConnectionType, kind: NumberKind): NumberPrices | undefined {
  const prices = pricing[type];
  if (prices === undefined) return undefined;
  if ("month" in prices) return { month: micros(prices.month) };
  const number = prices.numbers[kind.country]?.[kind.type];
  if (number === undefined) return undefined;
  return {
    month: micros(number.month),
    inboundMinute: micros(number.inboundMinute),
    outboundMinute: micros(prices.outboundMinute),
  };
}

/**
 * The discount of a tenant: the highest tier that its count of managed numbers reaches, applied to all of them. It is a volume discount, not a
 * graduated one: the 100th number makes the other 99 cheaper too.
 */
export function discountOf(pricing: Pricing, managedNumbers: number): VolumeDiscount | undefined {
  const tier = pricing.managed?.volumeDiscounts.findLast(({ fromNumbers }) => managedNumbers >= fromNumbers);
  return tier && { ...tier, basisPoints: basisPoints(tier.percentOff) };
}
