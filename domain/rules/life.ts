import type { Fix } from "../config/problem.ts";
import type { NumberConfig } from "../config/tenant.ts";
import type { HeldNumbers } from "./live-numbers.ts";
import { membersBack } from "./members-back.ts";

/**
 * Stages of a number's life: `active` -> `quarantined` -> released; `quarantined` -> `active` is possible at any time. A managed number is released
 * only from quarantine, when that is over; any other number from either stage. A transfer isn't a release, and needs no quarantine.
 */
export type LifeStage = "active" | "quarantined";

/** A quarantine: its start (ISO 8601), its length in days, and the carrier's time when the start was read. */
export interface Rest {
  readonly since: string;
  readonly days: number;
  readonly asOf: string;
}

const DAY_MS = 86_400_000;

/** The end of a quarantine: the number may be released from then on. */
export const restsUntil = ({ since, days }: Pick<Rest, "since" | "days">): Date =>
  new Date(Date.parse(since) + days * DAY_MS);

/** The stages that a number may have next. */
export function nextStages(
  stage: LifeStage,
  q: { managed: boolean; rest: Rest | undefined },
): (LifeStage | "released")[] {
  const mayEnd = !q.managed || (stage === "quarantined" && q.rest !== undefined && isOver(q.rest));
  const others: (LifeStage | "released")[] = stage === "active" ? ["quarantined"] : ["active"];
  return mayEnd ? [...others, "released"] : others;
}

const isOver = (rest: Rest): boolean => Date.parse(rest.asOf) >= restsUntil(rest).getTime();

/** The refusal of a number that left the file before its quarantine was over. */
export interface EarlyEnd extends Fix {
  readonly code: "quarantine-not-over" | "release-without-quarantine";
  readonly key: string;
  readonly message: string;
}

/**
 * Managed numbers that left the file before their quarantine was over. A number that another tenant has already received needs no quarantine.
 *
 * @param resting quarantines by number, as read from the carriers
 * @param isHeld whether an account of the tenant still has a number
 * @param entries the file's entries, for the fixes
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
    // Numbers of one entry get one fix: their edits write the same lists.
    const together = early.filter((other) => other.was.entry === was.entry).map((other) => other.key);
    const back: Fix =
      was.entry === undefined
        ? { fix: `put \`${key}\` back with \`release: true\` and \`state: quarantined\`` }
        : membersBack(was.entry, q.entries?.[was.entry], together, { managed: true });
    if (rest === undefined) {
      const message = `${was.number} is no longer in the file, but is still in service; a managed number is released only from quarantine`;
      const fix = `${back.fix}, and run \`pulumi up\` (docs/release-a-number.md)`;
      return { ...back, code: "release-without-quarantine", key, message, fix };
    }
    const date = restsUntil(rest).toISOString().slice(0, 16);
    const message = `${was.number} is no longer in the file, but is in quarantine since ${rest.since}, for ${rest.days} days; it may be released from ${date}Z on`;
    return {
      ...back,
      code: "quarantine-not-over",
      key,
      message,
      fix: `${back.fix}, and remove it again after that time`,
    };
  });
}
