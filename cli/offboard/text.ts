import type { LeavingNumber, Offboarding, OffboardStage } from "../../domain/rules/offboard.ts";
import type { Step } from "../../domain/rules/offboard-steps.ts";
import { someOf } from "../../domain/rules/some-of.ts";
import { columns, type Paint } from "../paint.ts";

/** Steps as lines for people; `from` is the day (UTC) on or after which each may come. */
export function stepLines(steps: readonly Step[], { numbers }: Offboarding, paint: Paint): string[] {
  const rows = steps.flatMap(({ step, from, undo, text, numbers: those }) => {
    const head = [
      dateOf(step, from),
      step,
      step === "stays" || step === "export" ? "" : undo ? "can be undone" : "for good",
      text,
    ];
    const named = those.map((number) => ["", "", "", `  ${numberText(numbers.find((one) => one.number === number)!)}`]);
    return [head, ...named];
  });
  return columns(rows, [
    (text) => paint("dim", text),
    (text) => paint("bold", text),
    (text) => (text.startsWith("for good") ? paint("yellow", text) : text),
  ]);
}

const FROM: ReadonlySet<Step["step"]> = new Set(["release", "close-account", "destroy-stack"]);

function dateOf(step: Step["step"], from: string | undefined): string {
  if (from === undefined) return "no date yet";
  if (step === "stays") return `until ${from}`;
  return FROM.has(step) ? `from ${from}` : from;
}

const numberText = ({ number, key, connection, standing, from }: LeavingNumber): string =>
  `${number}  ${key === number ? connection : `${key}, ${connection}`}: ${STANDINGS[standing]}${standing === "resting" ? ` until ${minute(from!)}` : ""}`;

const STANDINGS: Readonly<Record<LeavingNumber["standing"], string>> = {
  "in-service": "in service",
  marked: "in the file, not deployed yet",
  resting: "rests",
  waiting: "waits",
  ready: "its time has come",
  leaving: "out of the file, not deployed yet",
};

/** `2026-12-24 09:01Z` */
export const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")}Z`;

/** What a tenant's leaving waits for: numbers that wait for the same are told together, and the first few of many by name. */
export function waitingFor(numbers: readonly LeavingNumber[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const one of numbers) {
    const reason = reasonOf(one);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), one.number]);
  }
  return [...reasons].map(([reason, those]) => {
    return `${someOf(those, MOST_NAMED)} ${those.length === 1 ? reason : reason.replace(/^waits/, "wait").replace(/\bit$/, "them")}`;
  });
}

function reasonOf({ standing, from, end, to }: LeavingNumber): string | undefined {
  if (standing === "resting") return `may be released from ${minute(from!)} on`;
  if (standing !== "waiting") return undefined;
  return `waits until ${end === "transfer" ? `${to} has taken it` : "the other carrier has it"}`;
}
const MOST_NAMED = 5;

/** Where it stands, in words. */
export const STAGES: Readonly<Record<OffboardStage, string>> = {
  "in-service": "it hasn't begun",
  up: "the file says more than the last update did",
  ready: "numbers may leave the file",
  waiting: "it waits",
  close: "no number is left: the account may be closed",
  "leave-account": "the account may be closed by the next step",
  destroy: "nothing is left but the stack",
  done: "the tenant is gone; what is left is its file",
};

/** What an update that stopped on the way has left. */
export const unfinishedOf = ({ unfinished }: Offboarding): string[] =>
  unfinished.map((number) => `the ledger doesn't say that ${number} is gone: the update that ends it isn't done`);
