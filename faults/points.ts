import type { Scenario } from "./scenario.ts";
import type { Victim } from "./stage.ts";
import type { Seen, Trap } from "./tap.ts";

/** The fault injected at a request. */
export type Kind = "429" | "500" | "drop" | "engine" | "provider" | "timeout";

/** A fault at one request of a command, before or after the request's effect. */
export interface Point {
  readonly scenario: string;
  readonly label: string;
  readonly nth: number;
  readonly when: "after" | "before";
  readonly kind: Kind;
}

/** All faults. A throttled request has no effect, so 429 has no `after`. https://www.twilio.com/docs/api/errors/20429 */
const WAYS: readonly (readonly [Kind, Point["when"]])[] = [
  ["engine", "before"],
  ["engine", "after"],
  ["provider", "before"],
  ["provider", "after"],
  ["429", "before"],
  ["500", "before"],
  ["500", "after"],
  ["drop", "before"],
  ["drop", "after"],
  ["timeout", "before"],
  ["timeout", "after"],
];

/** Returns every point of a scenario whose undisturbed run made these requests. */
export function pointsOf({ name }: Pick<Scenario, "name">, seen: readonly Seen[]): Point[] {
  return seen.flatMap(({ label, nth }) => WAYS.map(([kind, when]) => ({ scenario: name, label, nth, when, kind })));
}

/** Returns a point's name, in which `--point` searches: `first-up: engine after POST IncomingPhoneNumbers #1`. */
export const nameOf = ({ scenario, kind, when, label, nth }: Point): string =>
  `${scenario}: ${kind} ${when} ${label} #${nth}`;

/** Returns what the tap does at a point, and which process is killed. */
export function trapOf({ label, nth, when, kind }: Point): {
  readonly trap: Omit<Trap, "meanwhile">;
  readonly victim?: Victim;
} {
  const at = { label, nth, when };
  switch (kind) {
    case "engine":
    case "provider":
      return { trap: { ...at, effect: "drop" }, victim: kind };
    case "drop":
      return { trap: { ...at, effect: "drop" } };
    case "timeout":
      return { trap: { ...at, effect: "hold" } };
    default:
      return { trap: { ...at, effect: { status: Number(kind) } } };
  }
}

/**
 * Selects `count` points, spread evenly over the requests and the kinds of faults,
 * so that even a small sample has every kind. The same seed selects the same points.
 */
export function sampleOf<T>(points: readonly T[], count: number, seed: number, pointOf: (one: T) => Point): T[] {
  if (count >= points.length) return [...points];
  const wayOf = (one: T) => WAYS.findIndex(([kind, when]) => kind === pointOf(one).kind && when === pointOf(one).when);
  const byWay = [...points].sort((a, b) => wayOf(a) - wayOf(b));
  const step = byWay.length / count;
  const offset = (seed * 0.618_033_988_75) % 1;
  return Array.from({ length: count }, (_, i) => byWay[Math.floor((i + offset) * step)]!);
}
