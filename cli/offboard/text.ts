import type { LeavingNumber, Offboarding, OffboardStage } from "../../domain/rules/offboard.ts";
import type { Step } from "../../domain/rules/offboard-steps.ts";
import { someOf } from "../../domain/rules/some-of.ts";
import { columns, type Paint } from "../paint.ts";

/** Formats steps as lines, each with the first day (UTC) on which it can be done. */
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
  resting: "in quarantine",
  waiting: "waits for the other side",
  ready: "can leave the file now",
  leaving: "out of the file, not deployed yet",
};

/** `2026-12-24 09:01Z` */
export const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")}Z`;

/** Lists what an offboarding waits for. Numbers with the same reason share a line, which names the first few. */
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
  return `waits until ${end === "transfer" ? `the update of ${to} has received it` : "the other carrier has it"}`;
}
const MOST_NAMED = 5;

/** The offboarding's stages in words. */
export const STAGES: Readonly<Record<OffboardStage, string>> = {
  "in-service": "not begun",
  up: "the file has changes that aren't deployed",
  ready: "numbers can leave the file now",
  waiting: "waiting",
  close: "no number is left; the account can be closed",
  "leave-account": "the next step closes the account",
  destroy: "only the stack is left",
  done: "only the tenant's file is left",
};

/** Lines about numbers whose removal an interrupted update hasn't finished. */
export const unfinishedOf = ({ unfinished }: Offboarding): string[] =>
  unfinished.map((number) => `the ledger doesn't say that ${number} is gone: the update that ends it hasn't finished`);
