import { unansweredSince } from "./first-callers.ts";
import { type Picture, pictureOf } from "./picture.ts";
import { nameOf, type Point, pointsOf, trapOf } from "./points.ts";
import { complete, type Scenario } from "./scenario.ts";
import type { Moment, Played, Stage } from "./stage.ts";
import { type Harm, harmOf, isHarmless } from "./verdict.ts";

/** The result of an interruption at one point. */
export interface Outcome {
  readonly point: Point;
  readonly harm: Harm;
  /** Output of the interrupted command and of the `up` after it, if harm was done. */
  readonly output?: string;
}

/** A scenario prepared on a stage, with its undisturbed outcome to compare with. */
export interface Rehearsed {
  readonly scenario: Scenario;
  readonly before: Moment;
  readonly points: readonly Point[];
  readonly after: Picture;
}

/** Prepares a scenario and runs it undisturbed: its requests are the points to interrupt, and every interrupted run must reach its outcome. */
export async function rehearse(stage: Stage, start: Moment, scenario: Scenario): Promise<Rehearsed> {
  await stage.restore(start);
  await scenario.prepare(stage);
  const before = await stage.save(scenario.name);
  const { run, seen } = await stage.play(complete(scenario.command(stage), scenario.stack));
  if ((run.code !== 0) !== (scenario.refused ?? false))
    throw new Error(
      `${scenario.name} exited with code ${run.code} without any fault injected, where ${scenario.refused ? "a failure" : "success"} was expected:\n${run.output}`,
    );
  const mended = await stage.play(complete(scenario.goOn ?? ["up"], scenario.stack));
  if (mended.run.code !== 0)
    throw new Error(`the recovery after ${scenario.name} failed without any fault injected:\n${mended.run.output}`);
  return { scenario, before, points: pointsOf(scenario, seen), after: await pictureOf(stage, scenario.stack) };
}

/** Interrupts the scenario at one point, recovers as an operator would, and compares the outcomes. Undefined if the run never reached the point. */
export async function interrupt(
  stage: Stage,
  { scenario, before, after }: Rehearsed,
  point: Point,
): Promise<Outcome | undefined> {
  await stage.restore(before);
  const { trap, victim } = trapOf(point);
  const disturbed = await stage.play(complete(scenario.command(stage), scenario.stack), trap, victim);
  if (!disturbed.sprung) return undefined;
  const unanswered = await unansweredSince(stage, before);
  // A killed engine leaves a stale lock, which the operator removes with `pulumi cancel`.
  if (victim === "engine") await stage.world.engine.must(["cancel", "--yes", "--stack", scenario.stack]);
  const mended = await stage.play(complete(scenario.goOn ?? ["up"], scenario.stack));
  const found = harmOf(after, await pictureOf(stage, scenario.stack));
  const failed = mended.run.code === 0 ? [] : [`the recovery after it exited with code ${mended.run.code}`];
  const harm = { ...found, unanswered, unconverged: [...failed, ...found.unconverged] };
  return { point, harm, ...(!isHarmless(harm) && { output: outputOf(point, disturbed, mended) }) };
}

const outputOf = (point: Point, disturbed: Played, mended: Played): string =>
  [`--- ${nameOf(point)}`, disturbed.run.output, "--- the recovery after it", mended.run.output].join("\n");
