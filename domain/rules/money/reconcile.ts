import type { Traffic } from "./usage.ts";

/** The carrier's usage records of a connection's account in a month. */
export interface CarrierUsage {
  readonly inbound: Traffic;
  readonly outbound: Traffic;
  /** The carrier's total charge for the account, if known: a decimal text in the carrier's currency. */
  readonly cost?: { readonly amount: string; readonly currency: string };
}

/** Our count and the carrier's, for a connection and direction. */
export interface Comparison {
  readonly connection: string;
  readonly direction: "inbound" | "outbound";
  readonly metered: Traffic;
  readonly carrier: Traffic;
  /** The carrier's minutes minus ours. */
  readonly differenceMinutes: number;
  readonly withinTolerance: boolean;
}

/** Differences that are normal: calls at a month's edges may count in either month, and carriers time the end of a call differently. */
export const TOLERANCE = { minutes: 2, permille: 5 } as const;

/** Compares our call records with the carrier's usage records. Up to 2 minutes or 0.5 % is within tolerance. */
export function reconcile(
  connection: string,
  metered: Readonly<Record<"inbound" | "outbound", Traffic>>,
  carrier: CarrierUsage,
): Comparison[] {
  return (["inbound", "outbound"] as const).map((direction) => {
    const [ours, theirs] = [metered[direction], carrier[direction]];
    const differenceMinutes = theirs.minutes - ours.minutes;
    const most = Math.max(ours.minutes, theirs.minutes);
    const off = Math.abs(differenceMinutes);
    return {
      connection,
      direction,
      metered: ours,
      carrier: theirs,
      differenceMinutes,
      withinTolerance: off <= TOLERANCE.minutes || off * 1000 <= most * TOLERANCE.permille,
    };
  });
}
