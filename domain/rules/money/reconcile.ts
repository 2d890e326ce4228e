import type { Traffic } from "./usage.ts";

/** What a carrier says that a connection's account used in a month. */
export interface CarrierUsage {
  readonly inbound: Traffic;
  readonly outbound: Traffic;
  /** What the carrier charges for all that the account used, where it says so: a decimal text in the carrier's currency. */
  readonly cost?: { readonly amount: string; readonly currency: string };
}

/** Both counts of one connection and direction. */
export interface Comparison {
  readonly connection: string;
  readonly direction: "inbound" | "outbound";
  readonly metered: Traffic;
  readonly carrier: Traffic;
  /** The carrier's minutes less ours. */
  readonly differenceMinutes: number;
  readonly withinTolerance: boolean;
}

/** Calls at the month's edges are counted in either month, and rounding differs with what a carrier calls the end of a call. */
export const TOLERANCE = { minutes: 2, permille: 5 } as const;

/** Compares what our handlers recorded with what the carrier counted. A difference of up to 2 minutes, or of 0.5 %, is within tolerance. */
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
