import { TRUNKS } from "../../rehearsal/twilio/operations/kinds.ts";
import type { Twilio } from "../../rehearsal/twilio/server.ts";
import { timed } from "../processes.ts";

/** What both sides are put through, in order. */
export const STEPS = ["create", "plan", "plan with refresh", "change", "destroy"] as const;
export type StepName = (typeof STEPS)[number];

/** A tool's problem in a step: an exit code other than 0, or a change where none was expected. */
export interface Outcome {
  readonly problem?: string | undefined;
}

/** One step's figures. */
export interface Step extends Outcome {
  readonly step: StepName;
  readonly seconds: number;
  /** Processor time of all processes of the tool; null if the system doesn't report it. */
  readonly cpuSeconds: number | null;
  /** Requests that the stand-in received, and how many it refused (4xx, 5xx). */
  readonly requests: number;
  readonly refused: number;
}

/** One tool, ready to be put through the steps. */
export interface Side {
  readonly name: string;
  readonly version: string;
  run(step: StepName): Promise<Outcome>;
}

/** Runs a step and counts the stand-in's requests meanwhile. */
export async function measured(side: Side, step: StepName, twilio: Twilio): Promise<Step> {
  const { journal } = twilio.store;
  const last = journal.at(-1);
  const { value, seconds, cpuSeconds } = await timed(() => side.run(step));
  const fresh = journal.slice(last === undefined ? 0 : journal.lastIndexOf(last) + 1);
  return {
    step,
    seconds: round(seconds),
    cpuSeconds: cpuSeconds === undefined ? null : round(cpuSeconds),
    requests: fresh.length,
    refused: fresh.filter(({ status }) => status === undefined || status >= 400).length,
    ...(value.problem !== undefined && { problem: value.problem }),
  };
}

/** What the account holds still: after a destroy nothing. */
export function leftIn({ store }: Twilio, accountSid: string): string[] {
  const kinds = {
    numbers: store.numbers.values(),
    applications: store.applications.values(),
    trunks: store.all(TRUNKS).values(),
  };
  return Object.entries(kinds).flatMap(([kind, all]) => {
    const own = [...all].filter(({ account_sid }) => account_sid === accountSid);
    return own.length === 0 ? [] : [`${own.length} ${kind}`];
  });
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
