/** The notices that a region speaks, and the number that it dials, when no tenant's fallback applies. */
export interface RegionFallback {
  /** Name of the region, for the reasons of decisions. */
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  /** Spoken when the routes can't be read, and when a route has no usable fallback. */
  readonly say: string;
  /** E.164 number of the region's desk, dialled after the notice. */
  readonly dial?: string;
  /** Spoken to callers of a number that has no route. */
  readonly unknownNumber: string;
}

/** The `fallback` of a region's file, which the handlers get as `FALLBACK`. */
export type GivenFallback = {
  readonly [key in "say" | "dial" | "language" | "unknownNumber"]?: string | undefined;
};

const SAY = "Sorry, we can't take your call right now. Please call again later.";
const UNKNOWN_NUMBER = "Sorry, the number that you have dialled is not in service. Goodbye.";

/** Completes a region's fallback: an omitted or empty text gets its default, and the language defaults to `en-US`. */
export function regionFallback(name: string, { say, dial, language, unknownNumber }: GivenFallback): RegionFallback {
  return {
    name,
    say: say || SAY,
    ...(dial && { dial }),
    language: language || "en-US",
    unknownNumber: unknownNumber || UNKNOWN_NUMBER,
  };
}
