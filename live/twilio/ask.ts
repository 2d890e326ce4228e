import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { type Checked, type Compared, compare, INTERRUPTED, type NotCompared, type Observation } from "../compare.ts";
import { normalised } from "./normal.ts";
import type { Question, Step } from "./question.ts";
import { answerOf, requestOf } from "./request.ts";
import { Missing, type Target } from "./target.ts";

/** The real cloud, and the stand-in that it is compared with. */
export interface Sides {
  readonly live: Target;
  readonly reference: Target;
  readonly signal: AbortSignal;
}

/** Asks both sides, request by request, and compares their answers. It never throws for what a side answers. */
export async function askBoth({ id, mend, steps }: Question, { live, reference, signal }: Sides): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const step of steps) {
    const found = signal.aborted ? INTERRUPTED : await observed(live, step, signal);
    const result = "why" in found ? found : compared(step, found, await observed(reference, step));
    checked.push({ question: id, step: step.name, request: requestOf(step), mend, result });
  }
  return checked;
}

/** If the stand-in's earlier answer lacks what this request needs, the whole answer counts as different. */
function compared(step: Step, { answer: found, states }: Answered, expected: Answered | NotCompared): Compared {
  const answer = answerOf(step, found, states);
  if (!("why" in expected)) return { answer, fields: compare(expected.answer, found) };
  return { answer, fields: [{ field: "status", expected: `not asked: ${expected.why}`, found: found.get("status") }] };
}

interface Answered {
  readonly answer: Observation;
  readonly states?: readonly string[] | undefined;
}

async function observed(target: Target, step: Step, signal?: AbortSignal): Promise<Answered | NotCompared> {
  try {
    const answer = await target.ask(step, signal);
    return { answer: normalised(answer, step, target.variables), states: answer.states };
  } catch (error) {
    if (error instanceof Missing || error instanceof ConnectionError) return { why: error.message };
    if (signal?.aborted) return INTERRUPTED;
    throw error;
  }
}
