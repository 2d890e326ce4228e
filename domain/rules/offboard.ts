import { traitsOf } from "../config/connection-traits.ts";
import type { Connection, NumberConfig } from "../config/tenant.ts";
import { entryOf, membersOf } from "../config/tenant-members.ts";
import { UserError } from "../user-error.ts";
import { type Leaving, OTHER_CARRIER, PARENT_ACCOUNT, THE_TENANT } from "./ending.ts";
import { restsUntil } from "./life.ts";
import type { HeldNumbers } from "./live-numbers.ts";

/** How a number leaves its tenant. */
export type End = "release" | Leaving["way"];

/**
 * How far a number has left. `in-service`: the file doesn't end it yet. `marked`: the file ends it, but no update has applied that. `resting`: in
 * quarantine. `waiting`: for the other carrier or tenant. `ready`: its entry may be removed. `leaving`: its entry is removed, not yet applied.
 */
export type LeavingStatus = "in-service" | "marked" | "resting" | "waiting" | "ready" | "leaving";

/** The latest ledger entry of a number of this tenant. */
export interface Booked {
  readonly state: "active" | "quarantined";
  /** ISO 8601, by the clock of the machine that deployed. */
  readonly at: string;
}

/** Input of {@link offboarding}. The progress is derived from these facts; it isn't recorded anywhere. */
export interface OffboardFacts {
  readonly numbers: Readonly<Record<string, NumberConfig>>;
  readonly connections: Readonly<Record<string, Connection>>;
  readonly quarantineDays: number;
  /** The stack's outputs; undefined where there is no such stack, or it is empty. */
  readonly held:
    | {
        readonly numbers: HeldNumbers;
        readonly connections: Readonly<Record<string, { readonly type: string; readonly close: boolean }>>;
      }
    | undefined;
  /** Numbers that this tenant has according to the ledger. */
  readonly books: ReadonlyMap<string, Booked>;
  /** Whether the account at the carrier still has a number; undefined where the carrier couldn't be asked. */
  readonly isInAccount: (number: string) => boolean | undefined;
  readonly now: Date;
  /** Numbers of the options `--port-out` and `--release`. The latter releases numbers in the tenant's own account. */
  readonly portOut: ReadonlySet<string>;
  readonly release: ReadonlySet<string>;
}

/** One number of a tenant that leaves. */
export interface LeavingNumber {
  readonly key: string;
  /** The number's entry in the file; undefined after its removal. */
  readonly entry: string | undefined;
  /** E.164. */
  readonly number: string;
  readonly connection: string;
  readonly end: End;
  /** Whether we bought the number. Then `transfer: { to: "@tenant" }` hands it back; an adopted number needs `release: true`. */
  readonly bought: boolean;
  /** The receiving tenant of a transfer. */
  readonly to?: string;
  readonly standing: LeavingStatus;
  /** Earliest time of the release (ISO 8601). Before the quarantine, as if it began now. */
  readonly from?: string;
}

/**
 * How far the tenant has left. `up`: the next update applies the file. `waiting`: for a quarantine, another carrier or another tenant.
 */
export type OffboardStage = "in-service" | "up" | "ready" | "waiting" | "close" | "leave-account" | "destroy" | "done";

/** How far a tenant has left. */
export interface Offboarding {
  readonly stage: OffboardStage;
  readonly numbers: readonly LeavingNumber[];
  /** Name of the managed connection, in the file or in the stack. */
  readonly managed: string | undefined;
  /**
   * Numbers that are in the ledger but no longer in the outputs: an update writes its outputs before its deletes, so an interrupted update leaves
   * some behind.
   */
  readonly unfinished: readonly string[];
}

/**
 * Determines how each number of a tenant leaves, and how far that has progressed.
 * @throws UserError for numbers that aren't deployed, and for options that name another tenant's number or contradict the file
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
      `the file has numbers that no update has deployed: ${undeployed.join(", ")}`,
      ["Deploy the file first, or remove these entries"],
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
  const ended = (standing: LeavingStatus): LeavingNumber => ({ ...about, ...from, standing });

  if (entry === undefined) return ended("leaving");
  const member = membersOf(name, entry).find((one) => one.key === key)!;
  const byRelease = end === "release" || (end === "hand-back" && !was.bought && entry.transfer === undefined);
  const said = byRelease ? member.release : entry.transfer !== undefined;
  if (!said) return ended("in-service");
  const deployed = byRelease ? was.release : was.transfer === entry.transfer?.to;
  if (!deployed || (rests && booked?.state !== "quarantined")) return ended("marked");
  if (rests && facts.now.toISOString() < from.from!) return ended("resting");
  if (end === "port-out" && facts.isInAccount(number) !== false) return ended("waiting");
  if (end === "transfer" && to !== PARENT_ACCOUNT && booked !== undefined) return ended("waiting");
  return ended("ready");
}

/** The carrier counts a quarantine from the next full minute. */
const MINUTE_MS = 60_000;
function mayEnd(since: Date, days: number): string {
  const minute = new Date(Math.ceil(since.getTime() / MINUTE_MS) * MINUTE_MS);
  return restsUntil({ since: minute.toISOString(), days }).toISOString();
}

/** The file decides first, then the options. By default only managed numbers are released; others stay in the tenant's own account. */
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

/** Refuses options that name another tenant's number, contradict the file, or give numbers of one entry two different ends. */
function refuseWishes({ portOut, release }: OffboardFacts, numbers: readonly LeavingNumber[]): void {
  const listed = numbers.map(({ number }) => number).join(", ");
  for (const [option, wished] of [["--port-out", portOut] as const, ["--release", release] as const]) {
    for (const number of wished) {
      const found = numbers.find((one) => one.number === number);
      if (found === undefined)
        throw new UserError("number-not-of-tenant", `${option} names ${number}, which isn't a number of this tenant`, [
          listed === ""
            ? "Leave the option out: the tenant has no number any more"
            : `Name one of its numbers:  ${listed}`,
        ]);
      const end = option === "--port-out" ? "port-out" : "release";
      if (found.end !== end || (portOut.has(number) && release.has(number)))
        throw new UserError("end-not-possible", `${option} doesn't apply to ${number}: ${ENDS[found.end]}`, [
          "Leave the option out, or change the number's entry in the file first",
        ]);
    }
  }
  for (const { entry, end, number } of numbers) {
    const other = numbers.find((one) => one.entry === entry && one.end !== end);
    if (entry !== undefined && other !== undefined)
      throw new UserError(
        "entry-split",
        `${number} and ${other.number} belong to one entry, \`${entry}\`, so they end in the same way`,
        [
          `Name all of its numbers, or none:  ${numbers.flatMap((one) => (one.entry === entry ? [one.number] : [])).join(", ")}`,
        ],
      );
  }
}

/** Each end in words, as a clause about the number (`it`). */
export const ENDS: Readonly<Record<End, string>> = {
  release: "it is released for good",
  "port-out": "it is ported out to another carrier",
  "hand-back": "it stays in the tenant's own account, without our settings",
  transfer: "it is transferred to another tenant, by its file",
};

function stageOf(facts: OffboardFacts, { numbers, managed, unfinished }: Omit<Offboarding, "stage">): OffboardStage {
  const { held } = facts;
  const are = (...standings: LeavingStatus[]) => numbers.some(({ standing }) => standings.includes(standing));
  if (are("in-service")) return "in-service";
  if (are("marked", "leaving") || unfinished.length > 0) return "up";
  if (numbers.length > 0) return readyEntries(numbers).length > 0 ? "ready" : "waiting";
  if (managed === undefined) return held === undefined ? "done" : "destroy";
  const [said, known] = [facts.connections[managed], held?.connections[managed]];
  // Without a stack there is no account: it was closed, or never created.
  if (held === undefined) return "done";
  if (said === undefined) return "up";
  if (!("close" in said && said.close === true)) return "close";
  return known?.close === true ? "leave-account" : "up";
}

/** Entries that may be removed now, since all of their numbers are ready. */
export function readyEntries(numbers: readonly LeavingNumber[]): string[] {
  const entries = [...new Set(numbers.flatMap(({ entry }) => (entry === undefined ? [] : [entry])))];
  return entries.filter((name) => numbers.every(({ entry, standing }) => entry !== name || standing === "ready"));
}
