import { ConnectionError } from "../../providers/twilio/client/errors.ts";
import { compare, type FieldDifference } from "./compare.ts";
import { normalised, type Observation } from "./normal.ts";
import type { Question, Step } from "./question.ts";
import { Missing, type Target } from "./target.ts";

/** What became of one request. */
export type Outcome =
  | { readonly step: Step; readonly kind: "equal" }
  | { readonly step: Step; readonly kind: "different"; readonly fields: readonly FieldDifference[] }
  /** It wasn't sent: an earlier answer didn't give what it needs, or the run was interrupted. */
  | { readonly step: Step; readonly kind: "not-asked"; readonly why: string }
  /** It was sent, and no answer came. */
  | { readonly step: Step; readonly kind: "no-answer"; readonly why: string };

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
  for (const step of question.steps) outcomes.push(await one(step));
  return { question, outcomes };

  async function one(step: Step): Promise<Outcome> {
    if (signal.aborted) return { step, kind: "not-asked", why: "the run was interrupted" };
    const found = await observed(live, step, signal);
    const expected = await observed(reference, step);
    if (!(found instanceof Map)) return found as Outcome;
    if (!(expected instanceof Map)) {
      // The stand-in gave an earlier request no answer that this one could build on.
      const why = (expected as Extract<Outcome, { why: string }>).why;
      return {
        step,
        kind: "different",
        fields: [{ field: "status", expected: `not asked: ${why}`, found: found.get("status") }],
      };
    }
    const fields = compare(expected, found);
    return fields.length === 0 ? { step, kind: "equal" } : { step, kind: "different", fields };
  }
}

async function observed(target: Target, step: Step, signal?: AbortSignal): Promise<Observation | Outcome> {
  try {
    return normalised(await target.ask(step, signal), step, target.variables);
  } catch (error) {
    if (error instanceof Missing) return { step, kind: "not-asked", why: error.message };
    if (error instanceof ConnectionError) return { step, kind: "no-answer", why: error.message };
    if (signal?.aborted) return { step, kind: "not-asked", why: "the run was interrupted" };
    throw error;
  }
}
