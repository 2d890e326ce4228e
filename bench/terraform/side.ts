import { TRUNKS } from "../../rehearsal/twilio/operations/kinds.ts";
import type { Twilio } from "../../rehearsal/twilio/server.ts";
import { timed } from "../processes.ts";

/** The steps that Pulumi and Terraform run, in order. */
export const STEPS = ["create", "plan", "plan with refresh", "change", "destroy"] as const;
export type StepName = (typeof STEPS)[number];

/** The outcome of a step. `problem`: the tool failed, or planned a change where none was expected. */
export interface Outcome {
  readonly problem?: string | undefined;
}

/** The figures of one step. */
export interface Step extends Outcome {
  readonly step: StepName;
  readonly seconds: number;
  /** Processor time of the tool's processes; null on systems other than Linux. */
  readonly cpuSeconds: number | null;
  /** Requests that the stand-in received. `refused` counts those answered with 4xx or 5xx, or not at all. */
  readonly requests: number;
  readonly refused: number;
}

/** A tool to measure: Pulumi or Terraform. */
export interface Side {
  readonly name: string;
  readonly version: string;
  run(step: StepName): Promise<Outcome>;
}

/** Runs a step, and counts the requests that the stand-in receives meanwhile. */
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

/** Lists what the account still has, as `3 numbers`. After a destroy the list should be empty. */
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
