import { traitsOf } from "../config/connection-traits.ts";
import type { Connection, NumberConfig } from "../config/tenant.ts";
import { entryOf, membersOf } from "../config/tenant-members.ts";
import { UserError } from "../user-error.ts";
import { type Leaving, OTHER_CARRIER, THE_TENANT } from "./ending.ts";
import { restsUntil } from "./life.ts";
import type { HeldNumbers } from "./live-numbers.ts";

/** How a number leaves its tenant. */
export type End = "release" | Leaving["way"];

/**
 * Where a number stands: nothing is said of its end yet; the file says it, and no update has; it rests, or somebody else has to act; it may
 * leave the file; it has left the file, and no update has ended it.
 */
export type Standing = "in-service" | "marked" | "resting" | "waiting" | "ready" | "leaving";

/** What the region's ledger says last of a number of this tenant. */
export interface Booked {
  readonly state: "active" | "quarantined";
  /** ISO 8601, by the clock of the machine that deployed. */
  readonly at: string;
}

/** All that it takes to say where a tenant's leaving stands: there is no other record of it. */
export interface OffboardFacts {
  readonly numbers: Readonly<Record<string, NumberConfig>>;
  readonly connections: Readonly<Record<string, Connection>>;
  readonly quarantineDays: number;
  /** What the stack's outputs say; undefined where there is no such stack, or it holds nothing any more. */
  readonly held:
    | {
        readonly numbers: HeldNumbers;
        readonly connections: Readonly<Record<string, { readonly type: string; readonly close: boolean }>>;
      }
    | undefined;
  /** Numbers that this tenant has by the ledger. */
  readonly books: ReadonlyMap<string, Booked>;
  /** Whether the account at the carrier still has a number; undefined where nobody could be asked. */
  readonly isInAccount: (number: string) => boolean | undefined;
  readonly now: Date;
  /** Numbers that somebody wants ported out, or given up although they are in the tenant's own account. */
  readonly portOut: ReadonlySet<string>;
  readonly release: ReadonlySet<string>;
}

/** One number, and its end. */
export interface LeavingNumber {
  readonly key: string;
  /** Its entry in the file; undefined once it is taken out. */
  readonly entry: string | undefined;
  /** E.164. */
  readonly number: string;
  readonly connection: string;
  readonly end: End;
  /** Bought by us. Then `transfer: { to: "@tenant" }` hands it back; an adopted number needs `release: true`. */
  readonly bought: boolean;
  /** Which tenant gets it, of one that is transferred. */
  readonly to?: string;
  readonly standing: Standing;
  /** From when on it may be released (ISO 8601): as it is known, or, before it rests, as if it began now. */
  readonly from?: string;
}

/**
 * Where a tenant's leaving stands as a whole. `up`: the file says more than the last update did. `waiting`: for days, or for somebody else.
 */
export type Stage = "in-service" | "up" | "ready" | "waiting" | "close" | "leave-account" | "destroy" | "done";

/** A tenant's leaving, as far as it is. */
export interface Offboarding {
  readonly stage: Stage;
  readonly numbers: readonly LeavingNumber[];
  /** Name of the connection whose account we made, in the file or in the stack. */
  readonly managed: string | undefined;
  /**
   * Numbers of which outputs say nothing any more, and the ledger doesn't say that they are gone: an update writes its outputs before its deletes,
   * and may have stopped on the way.
   */
  readonly unfinished: readonly string[];
}

/**
 * Says how each of a tenant's numbers ends and how far that is. Pure: file, outputs, ledger and time are all that it knows.
 * @throws UserError for a number that isn't this tenant's, or whose end can't be as somebody wants it
 */
export function offboarding(facts: OffboardFacts): Offboarding {
  const { held } = facts;
  const declared = new Set(
    Object.entries(facts.numbers).flatMap(([name, entry]) => membersOf(name, entry).map(({ key }) => key)),
  );
  const undeployed = [...declared].filter((key) => held?.numbers[key] === undefined);
  if (undeployed.length > 0) {
    throw new UserError(
      "number-not-deployed",
      `the file has numbers that no update has brought: ${undeployed.join(", ")}`,
      ["Deploy it first, or take them out: what isn't there needn't leave"],
    );
  }
  const numbers = Object.entries(held?.numbers ?? {}).map(([key, was]) =>
    leavingNumber(facts, key, was, declared.has(key)),
  );
  refuseWishes(facts, numbers);
  const managed = [facts.connections, held?.connections ?? {}].flatMap((connections) =>
    Object.entries(connections).flatMap(([name, { type }]) => (traitsOf(type)?.ownsAccount ? [name] : [])),
  )[0];
  const unfinished = [...facts.books.keys()].filter((number) => !numbers.some((one) => one.number === number));
  return { stage: stageOf(facts, { numbers, managed, unfinished }), numbers, managed, unfinished };
}

function leavingNumber(
  facts: OffboardFacts,
  key: string,
  was: HeldNumbers[string],
  isDeclared: boolean,
): LeavingNumber {
  const name = entryOf(facts.numbers, key);
  const entry = isDeclared ? facts.numbers[name] : undefined;
  const { number, connection } = was;
  const end = endOf(facts, entry, was);
  const to = end === "transfer" ? (entry?.transfer?.to ?? was.transfer) : undefined;
  const about = {
    key,
    entry: entry && name,
    number,
    connection,
    end,
    bought: was.bought,
    ...(to !== undefined && { to }),
  };
  const booked = facts.books.get(number);
  const rests = end === "release" && was.managed;
  const since = booked?.state === "quarantined" ? new Date(booked.at) : facts.now;
  const from = rests ? { from: mayEnd(since, facts.quarantineDays) } : {};
  const ended = (standing: Standing): LeavingNumber => ({ ...about, ...from, standing });

  if (entry === undefined) return ended("leaving");
  const member = membersOf(name, entry).find((one) => one.key === key)!;
  const byRelease = end === "release" || (end === "hand-back" && !was.bought && entry.transfer === undefined);
  const said = byRelease ? member.release : entry.transfer !== undefined;
  if (!said) return ended("in-service");
  const deployed = byRelease ? was.release : was.transfer === entry.transfer?.to;
  if (!deployed || (rests && booked?.state !== "quarantined")) return ended("marked");
  if (rests && facts.now.toISOString() < from.from!) return ended("resting");
  if (end === "port-out" && facts.isInAccount(number) !== false) return ended("waiting");
  if (end === "transfer" && to !== "@reseller" && booked !== undefined) return ended("waiting");
  return ended("ready");
}

/** The carrier counts from the next full minute on. */
const MINUTE_MS = 60_000;
function mayEnd(since: Date, days: number): string {
  const minute = new Date(Math.ceil(since.getTime() / MINUTE_MS) * MINUTE_MS);
  return restsUntil({ since: minute.toISOString(), days }).toISOString();
}

/** What the file says goes first, what somebody wishes now before what is safest: a number is given up where it is ours alone. */
function endOf(facts: OffboardFacts, entry: NumberConfig | undefined, was: HeldNumbers[string]): End {
  const to = entry === undefined ? was.transfer : entry.transfer?.to;
  if (to === OTHER_CARRIER) return "port-out";
  if (to === THE_TENANT) return facts.release.has(was.number) ? "release" : "hand-back";
  if (to !== undefined) return "transfer";
  if (facts.portOut.has(was.number)) return "port-out";
  if (!was.managed && !was.bought) return "hand-back";
  const given = entry === undefined ? was.release : entry.release !== undefined && entry.release !== false;
  return was.managed || given || facts.release.has(was.number) ? "release" : "hand-back";
}

/** Refuses what can't be had: another's number, a transfer called back by the way, one of several with another end than the rest. */
function refuseWishes({ portOut, release }: OffboardFacts, numbers: readonly LeavingNumber[]): void {
  const listed = numbers.map(({ number }) => number).join(", ");
  for (const [option, wished] of [["--port-out", portOut] as const, ["--release", release] as const]) {
    for (const number of wished) {
      const found = numbers.find((one) => one.number === number);
      if (found === undefined)
        throw new UserError("number-not-of-tenant", `${number}, named by ${option}, isn't a number of this tenant`, [
          listed === "" ? "It has none any more" : `Its numbers:  ${listed}`,
        ]);
      const end = option === "--port-out" ? "port-out" : "release";
      if (found.end !== end || (portOut.has(number) && release.has(number)))
        throw new UserError("end-not-possible", `${number} can't end as ${option} says: ${ENDS[found.end]}`, [
          "Leave the option out; to change its end, change its entry in the file first",
        ]);
    }
  }
  for (const { entry, end, number } of numbers) {
    const other = numbers.find((one) => one.entry === entry && one.end !== end);
    if (entry !== undefined && other !== undefined)
      throw new UserError(
        "entry-split",
        `${number} and ${other.number} are of one entry, \`${entry}\`, and end together`,
        [
          `Name all of its numbers, or none:  ${numbers.flatMap((one) => (one.entry === entry ? [one.number] : [])).join(", ")}`,
        ],
      );
  }
}

/** Ends in words. */
export const ENDS: Readonly<Record<End, string>> = {
  release: "it is given up for good",
  "port-out": "it goes to another carrier",
  "hand-back": "it stays in the tenant's own account, without our settings",
  transfer: "the file gives it to another tenant",
};

function stageOf(facts: OffboardFacts, { numbers, managed, unfinished }: Omit<Offboarding, "stage">): Stage {
  const { held } = facts;
  const are = (...standings: Standing[]) => numbers.some(({ standing }) => standings.includes(standing));
  if (are("in-service")) return "in-service";
  if (are("marked", "leaving") || unfinished.length > 0) return "up";
  if (numbers.length > 0) return readyEntries(numbers).length > 0 ? "ready" : "waiting";
  if (managed === undefined) return held === undefined ? "done" : "destroy";
  const [said, known] = [facts.connections[managed], held?.connections[managed]];
  // A stack that is gone has closed the account with it, or never had one.
  if (held === undefined) return "done";
  if (said === undefined) return "up";
  if (!("close" in said && said.close === true)) return "close";
  return known?.close === true ? "leave-account" : "up";
}

/** Entries of which every number may go now. */
export function readyEntries(numbers: readonly LeavingNumber[]): string[] {
  const entries = [...new Set(numbers.flatMap(({ entry }) => (entry === undefined ? [] : [entry])))];
  return entries.filter((name) => numbers.every(({ entry, standing }) => entry !== name || standing === "ready"));
}
