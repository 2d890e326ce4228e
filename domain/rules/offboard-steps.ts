import type { Change } from "../config/change-file.ts";
import type { NumberConfig } from "../config/tenant.ts";
import { OTHER_CARRIER, THE_TENANT } from "./ending.ts";
import { ENDS, type End, type LeavingNumber, type Offboarding, readyEntries } from "./offboard.ts";

/** One step of offboarding a tenant. */
export interface Step {
  readonly step: "export" | "quarantine" | End | "close-account" | "destroy-stack" | "stays";
  readonly numbers: readonly string[];
  /** First day (UTC, `2026-12-24`) on which it may happen; undefined where another carrier or tenant decides. */
  readonly from: string | undefined;
  /** Whether it can be undone. */
  readonly undo: boolean;
  readonly text: string;
}

/** What the offboarding steps depend on besides the state of the phone numbers. */
export interface StepFacts {
  readonly now: Date;
  readonly quarantineDays: number;
  readonly callRetentionDays: number;
}

const dayOf = (at: Date | string): string => new Date(at).toISOString().slice(0, 10);
const DAY_MS = 86_400_000;

/** Lists the remaining steps with their dates. The account is closed last, when it has no numbers. */
export function offboardSteps({ stage, numbers, managed }: Offboarding, facts: StepFacts): Step[] {
  if (stage === "done") return [stays(facts)];
  const today = dayOf(facts.now);
  const of = (end: End) => numbers.filter((one) => one.end === end);
  const steps: Step[] = [];
  const step = (name: Step["step"], about: readonly LeavingNumber[], more: Omit<Step, "step" | "numbers">) =>
    steps.push({ step: name, numbers: about.map(({ number }) => number), ...more });

  if (stage === "in-service")
    step("export", [], {
      ...{ from: today, undo: true },
      text: "agents, numbers with their ledger, call records and the last invoices",
    });
  const toRest = of("release").filter(({ from, standing }) => from !== undefined && isBefore(standing));
  if (toRest.length > 0)
    step("quarantine", toRest, {
      ...{ from: today, undo: true },
      text: `out of service, with a spoken notice, for ${facts.quarantineDays} days; still held`,
    });
  if (of("hand-back").length > 0)
    step("hand-back", of("hand-back"), { from: today, undo: true, text: ENDS["hand-back"] });
  if (of("transfer").length > 0)
    step("transfer", of("transfer"), {
      ...{ from: undefined, undo: false },
      text: `when ${[...new Set(of("transfer").map(({ to }) => to))].join(", ")} has received it; it is never released`,
    });
  if (of("port-out").length > 0)
    step("port-out", of("port-out"), {
      ...{ from: undefined, undo: false },
      text: "in service until the other carrier has it; it is never released",
    });
  const days = new Map<string, LeavingNumber[]>();
  for (const one of of("release")) {
    const day = dayOf(one.from ?? facts.now);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  for (const [from, those] of [...days].sort(([a], [b]) => (a < b ? -1 : 1)))
    step("release", those, { from, undo: false, text: "released at the carrier, for good" });
  const open = numbers.some(({ end, standing }) => (end === "port-out" || end === "transfer") && standing !== "ready");
  const last = open ? undefined : ([...days.keys()].sort().at(-1) ?? today);
  const lastDay = last !== undefined && last < today ? today : last;
  if (managed !== undefined)
    step("close-account", [], {
      ...{ from: lastDay, undo: false },
      text: `of connection \`${managed}\`, when no number is left in it; never reopened`,
    });
  step("destroy-stack", [], {
    ...{ from: lastDay, undo: false },
    text: "with its sealed tokens and keys in the region's table; then its file",
  });
  return [...steps, stays(facts)];
}

const isBefore = (standing: LeavingNumber["standing"]) => standing === "in-service" || standing === "marked";

const stays = ({ now, callRetentionDays }: StepFacts): Step => ({
  step: "stays",
  numbers: [],
  from: dayOf(new Date(now.getTime() + callRetentionDays * DAY_MS)),
  undo: false,
  text: `in the region: the ledger, agents' manifests, and each call record for ${callRetentionDays} days after its call`,
});

/** The changes of the file that begin each number's end. Each can be undone. */
export function beginChanges(
  numbers: readonly LeavingNumber[],
  entries: Readonly<Record<string, NumberConfig>>,
): Change[] {
  const first = new Map<string, LeavingNumber>();
  for (const one of numbers)
    if (one.entry !== undefined && one.standing === "in-service" && !first.has(one.entry)) first.set(one.entry, one);
  return [...first].flatMap(([name, one]) => entryChanges(name, one, entries[name]!));
}

function entryChanges(name: string, { end, from, bought }: LeavingNumber, entry: NumberConfig): Change[] {
  const set = (key: keyof NumberConfig, value: Change["value"]): Change => ({
    path: ["aybiza:numbers", name, key],
    value,
  });
  const without = (...keys: (keyof NumberConfig)[]) =>
    keys.filter((key) => entry[key] !== undefined).map((key) => set(key, undefined));
  if (end === "hand-back" && bought) return [...without("release"), set("transfer", { to: THE_TENANT })];
  // The agent answers until the other carrier has the number.
  if (end === "port-out") return [...without("release", "notice", "state"), set("transfer", { to: OTHER_CARRIER })];
  if (end === "transfer") return [];
  const rests = from !== undefined && entry.state !== "quarantined";
  return [...without("transfer"), ...(rests ? [set("state", "quarantined")] : []), set("release", true)];
}

/** The next changes of the file, and the numbers that end with the update that applies them. Empty while a quarantine or another party is awaited. */
export function nextChanges({ stage, numbers, managed }: Offboarding): { changes: Change[]; ends: LeavingNumber[] } {
  switch (stage) {
    case "ready": {
      const entries = readyEntries(numbers);
      const ends = numbers.filter(({ entry }) => entry !== undefined && entries.includes(entry));
      // With the last number the connection gets `close: true`; a later update closes the account, never while it holds a number.
      const close = ends.length === numbers.length && managed !== undefined ? [closing(managed)] : [];
      const out = entries.map((name): Change => ({ path: ["aybiza:numbers", name], value: undefined }));
      return { changes: [...out, ...close], ends };
    }
    case "close":
      return { changes: [closing(managed!)], ends: [] };
    case "leave-account":
      return { changes: [{ path: ["aybiza:connections", managed!], value: undefined }], ends: [] };
    default:
      return { changes: [], ends: [] };
  }
}

const closing = (managed: string): Change => ({ path: ["aybiza:connections", managed, "close"], value: true });
