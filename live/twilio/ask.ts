import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { compare, type FieldDifference } from "./compare.ts";
import { normalised, type Observation } from "./normal.ts";
import type { Question, Step } from "./question.ts";
import { Missing, type Target } from "./target.ts";

/** What became of one request. */
export type Outcome = { readonly step: Step } & (Compared | NotCompared);

/** Both sides answered. */
export interface Compared {
  /** What the real cloud answered. */
  readonly found: Observation;
  /** The states that it went through, where the step waits for one. */
  readonly states?: readonly string[] | undefined;
  /** Where that isn't the stand-in's answer. */
  readonly fields: readonly FieldDifference[];
}

/** It wasn't sent, since an earlier answer didn't give what it needs, or the run was interrupted; or no answer came. */
export interface NotCompared {
  readonly why: string;
}

/** A question with what became of each of its requests. */
export interface Asked {
  readonly question: Question;
  readonly outcomes: readonly Outcome[];
}

/** The real cloud, and the stand-in that it is compared with. */
export interface Sides {
  readonly live: Target;
  readonly reference: Target;
  readonly signal: AbortSignal;
}

/** Asks both sides, request by request, and compares their answers. It never throws for what a side answers. */
export async function askBoth(question: Question, { live, reference, signal }: Sides): Promise<Asked> {
  const outcomes: Outcome[] = [];
  for (const step of question.steps) {
    const found = signal.aborted ? INTERRUPTED : await observed(live, step, signal);
    if ("why" in found) outcomes.push({ step, ...found });
    else outcomes.push({ step, ...compared(found.answer, await observed(reference, step)), states: found.states });
  }
  return { question, outcomes };
}

const INTERRUPTED: NotCompared = { why: "the run was interrupted" };

/** Where the stand-in gave an earlier request no answer that this one could build on, the whole answer differs. */
function compared(found: Observation, expected: Observed): Compared {
  if (!("why" in expected)) return { found, fields: compare(expected.answer, found) };
  return { found, fields: [{ field: "status", expected: `not asked: ${expected.why}`, found: found.get("status") }] };
}

type Observed = NotCompared | { readonly answer: Observation; readonly states?: readonly string[] | undefined };

async function observed(target: Target, step: Step, signal?: AbortSignal): Promise<Observed> {
  try {
    const answer = await target.ask(step, signal);
    return { answer: normalised(answer, step, target.variables), states: answer.states };
  } catch (error) {
    if (error instanceof Missing || error instanceof ConnectionError) return { why: error.message };
    if (signal?.aborted) return INTERRUPTED;
    throw error;
  }
}
