import type { Fix } from "../config/problem.ts";
import type { NumberConfig } from "../config/tenant.ts";
import type { HeldNumbers } from "./live-numbers.ts";
import { membersBack } from "./members-back.ts";

/**
 * The life of a number: `active` -> `quarantined` -> released, and back from `quarantined` to `active` at any time. A managed number is
 * released from quarantine alone, and only when it has rested long enough; any other may be let go from either. A number that is
 * transferred leaves one tenant's life and goes on in another's: that is no release, and needs no rest.
 */
export type Stage = "active" | "quarantined";

/** A number that rests: since when (ISO 8601), for how many days, and what time it was when that was looked at, by its carrier's clock. */
export interface Rest {
  readonly since: string;
  readonly days: number;
  readonly asOf: string;
}

const DAY_MS = 86_400_000;

/** From when on a number that rests may be released. */
export const restsUntil = ({ since, days }: Pick<Rest, "since" | "days">): Date =>
  new Date(Date.parse(since) + days * DAY_MS);

/** The stages that a number of a connection may have next, given what is known of its rest. */
export function nextStages(stage: Stage, q: { managed: boolean; rest: Rest | undefined }): (Stage | "released")[] {
  const mayEnd = !q.managed || (stage === "quarantined" && q.rest !== undefined && isOver(q.rest));
  const others: (Stage | "released")[] = stage === "active" ? ["quarantined"] : ["active"];
  return mayEnd ? [...others, "released"] : others;
}

const isOver = (rest: Rest): boolean => Date.parse(rest.asOf) >= restsUntil(rest).getTime();

/** A removal that comes too early, and when it won't. */
export interface EarlyEnd extends Fix {
  readonly code: "quarantine-not-over" | "release-without-quarantine";
  readonly key: string;
  readonly message: string;
}

/**
 * Managed numbers that leave the file before they have rested. What left its account already, since another tenant took it, needs no rest.
 *
 * @param resting what the carriers say, by number
 * @param isHeld whether an account of the tenant still has a number
 * @param entries the file's entries, which a fix changes
 */
export function earlyEnds(q: {
  readonly held: HeldNumbers;
  readonly declared: ReadonlySet<string>;
  readonly resting: ReadonlyMap<string, Rest>;
  readonly isHeld: (number: string) => boolean;
  readonly entries?: Readonly<Record<string, NumberConfig>>;
}): EarlyEnd[] {
  const early = Object.entries(q.held).flatMap(([key, was]) => {
    if (q.declared.has(key) || !was.managed || !was.release || !q.isHeld(was.number)) return [];
    const rest = q.resting.get(was.number);
    const may = nextStages(rest ? "quarantined" : "active", { managed: true, rest });
    return may.includes("released") ? [] : [{ key, was, rest }];
  });
  return early.map(({ key, was, rest }): EarlyEnd => {
    // Numbers of one entry come back together: their edits write the same lists.
    const together = early.filter((other) => other.was.entry === was.entry).map((other) => other.key);
    const back: Fix =
      was.entry === undefined
        ? { fix: `put \`${key}\` back with \`release: true\` and \`state: quarantined\`` }
        : membersBack(was.entry, q.entries?.[was.entry], together, { managed: true });
    if (rest === undefined) {
      const message = `${was.number} is in service; a managed number rests in quarantine before it is released`;
      const fix = `${back.fix}, and run \`pulumi up\` (docs/release-a-number.md)`;
      return { ...back, code: "release-without-quarantine", key, message, fix };
    }
    const date = restsUntil(rest).toISOString().slice(0, 16);
    const message = `${was.number} is in quarantine since ${rest.since}, for ${rest.days} days: it can be released from ${date}Z on`;
    return { ...back, code: "quarantine-not-over", key, message, fix: `${back.fix}, and take it out again after that` };
  });
}
