import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { type Checked, type Compared, compare, INTERRUPTED, type NotCompared, type Observation } from "../compare.ts";
import { normalised } from "./normal.ts";
import type { Question, Step } from "./question.ts";
import { answerOf, requestOf } from "./request.ts";
import { Missing, type Target } from "./target.ts";

/** The real cloud (`live`), and the stand-in to compare with (`reference`). */
export interface Sides {
  readonly live: Target;
  readonly reference: Target;
  readonly signal: AbortSignal;
}

/** Sends each request to the real cloud and to the stand-in, and compares the answers. Error answers don't throw: they are compared as well. */
export async function askBoth({ id, mend, steps }: Question, { live, reference, signal }: Sides): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const step of steps) {
    const found = signal.aborted ? INTERRUPTED : await observed(live, step, signal);
    const result = "why" in found ? found : compared(step, found, await observed(reference, step));
    checked.push({ question: id, step: step.name, request: requestOf(step), mend, result });
  }
  return checked;
}

/** Compares the answers. If the stand-in couldn't be asked, for lack of a value from an earlier answer, that counts as a difference. */
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
