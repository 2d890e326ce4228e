import { join } from "node:path";
import { interrupt, type Outcome, type Rehearsed, rehearse } from "./matrix.ts";
import { nameOf, type Point, sampleOf } from "./points.ts";
import type { Scenario } from "./scenario.ts";
import { type Moment, Stage } from "./stage.ts";

/** What to interrupt, and how. */
export interface FaultRun {
  readonly scenarios: readonly Scenario[];
  readonly point?: string | undefined;
  /** How many points to run, spread over the scenarios in proportion to their points. @default all */
  readonly sample?: number | undefined;
  readonly seed: number;
  readonly workers: number;
  /** Folder of the worlds. Its contents are removed first. */
  readonly dir: string;
  readonly signal?: AbortSignal;
  readonly say: (text: string) => void;
  /** Called with each finished point. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** The result of a run. */
export interface FaultResult {
  readonly outcomes: readonly Outcome[];
  /** Points that their run never reached: the requests vary a little from run to run, since some are concurrent. */
  readonly unreached: readonly Point[];
  /** Total number of points of the scenarios. */
  readonly of: number;
  readonly seconds: number;
}

/** Interrupts scenarios at their points, in several worlds in parallel. On `signal`, finishes the current points and ends. */
export async function runFaults(q: FaultRun): Promise<FaultResult> {
  const started = performance.now();
  const outcomes: Outcome[] = [];
  const unreached: Point[] = [];
  const stages: Stage[] = [];
  let of = 0;
  try {
    q.say("worlds start, and deploy their region");
    for (let i = 0; i < q.workers; i++) stages.push(await Stage.build(join(q.dir, `world-${i}`)));
    const starts = await Promise.all(stages.map((stage) => stage.save("start")));
    const plans = await Promise.all(stages.map((stage, i) => prepared(stage, starts[i]!, q)));
    // Every world runs the scenarios undisturbed, but only the first one's points are used, which all worlds then share.
    const all = plans[0]!.flatMap((plan) => plan.points.map((point) => ({ plan, point })));
    const chosen = choose(all, q);
    of = all.length;
    let next = 0;
    await Promise.all(
      stages.map(async (stage, i) => {
        while (next < chosen.length && !q.signal?.aborted) {
          const { point } = chosen[next++]!;
          const own = plans[i]!.find(({ scenario }) => scenario.name === point.scenario)!;
          q.say(`${outcomes.length + 1} of ${chosen.length}: ${nameOf(point)}`);
          const outcome = await interrupt(stage, own, point);
          if (outcome === undefined) unreached.push(point);
          else {
            outcomes.push(outcome);
            q.onOutcome?.(outcome);
          }
        }
      }),
    );
  } finally {
    await Promise.all(stages.map((stage) => stage.close()));
  }
  return { outcomes, unreached, of, seconds: (performance.now() - started) / 1000 };
}

async function prepared(stage: Stage, start: Moment, q: FaultRun): Promise<Rehearsed[]> {
  const plans: Rehearsed[] = [];
  for (const scenario of q.scenarios) {
    q.signal?.throwIfAborted();
    q.say(`${scenario.name} runs undisturbed`);
    plans.push(await rehearse(stage, start, scenario));
  }
  return plans;
}

function choose(all: { readonly plan: Rehearsed; readonly point: Point }[], q: FaultRun) {
  const fitting = all.filter(({ point }) => q.point === undefined || nameOf(point).includes(q.point));
  return q.sample === undefined ? fitting : sampleOf(fitting, q.sample, q.seed, ({ point }) => point);
}
