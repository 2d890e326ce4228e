import { columns } from "../../cli/paint.ts";
import type { Step, StepName } from "./side.ts";
import { STEPS } from "./side.ts";

/** The steps of Pulumi or of Terraform, with its version. */
export interface SideResult {
  readonly side: string;
  readonly version: string;
  readonly steps: readonly Step[];
}

/** Returns the comparison as a table for people: for each step seconds (processor seconds), requests and refusals; then the problems. */
export function tableOf(sides: readonly SideResult[]): string[] {
  const at = (side: SideResult, step: StepName) => side.steps.find((one) => one.step === step);
  const cell = (step: Step | undefined): string => {
    if (step === undefined) return "not run";
    const cpu = step.cpuSeconds === null ? "" : ` (${step.cpuSeconds.toFixed(1)})`;
    const refused = step.refused === 0 ? "" : `, ${step.refused} refused`;
    return `${step.seconds.toFixed(1)} s${cpu}, ${step.requests} requests${refused}${step.problem === undefined ? "" : ", FAILED"}`;
  };
  const rows = STEPS.map((step) => [step, ...sides.map((side) => cell(at(side, step)))]);
  const problems = sides.flatMap(({ side, steps }) =>
    steps.flatMap(({ step, problem }) => (problem === undefined ? [] : [`${side}, ${step}: ${problem}`])),
  );
  return [
    ...columns([["", ...sides.map(({ side, version }) => `${side} ${version}`)], ...rows]),
    "seconds (processor seconds of all processes), requests to the stand-in",
    ...problems,
  ];
}
