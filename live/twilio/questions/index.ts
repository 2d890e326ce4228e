import type { Question, Stage } from "../question.ts";
import { STAGES } from "../question.ts";
import { calls } from "./call.ts";
import { closing } from "./closing.ts";
import { numbers } from "./number.ts";
import { reading } from "./reading.ts";
import { subaccounts } from "./subaccount.ts";
import { testCredentials } from "./test-credentials.ts";

/** All questions for Twilio, in the order of a run. */
export const QUESTIONS: readonly Question[] = [
  ...testCredentials,
  ...reading,
  ...subaccounts,
  ...numbers,
  ...calls,
  ...closing,
].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));

/** Returns the variables that a question needs, and the variables that its answers set. */
const variables = (question: Question) => {
  const text = JSON.stringify(question.steps.map(({ path, query, form, as }) => [path, query, form, as]));
  const signers = question.steps.flatMap(({ as }) => (as === "subaccount" || as === "second" ? [as] : []));
  return {
    needs: new Set([...[...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!), ...signers]),
    gives: new Set(question.steps.flatMap(({ keep }) => Object.keys(keep ?? {}))),
  };
};

/** Variables that are set from the beginning, by the credentials and the run's name. */
const GIVEN = new Set(["account", "testAccount", "token"]);

/** Returns the questions of these stages whose variables can be set; with `only`, the named questions and those whose answers they need. */
export function chosen(stages: readonly Stage[], only: readonly string[]): readonly Question[] {
  const known = new Set(GIVEN);
  const possible = QUESTIONS.filter((question) => {
    const { needs, gives } = variables(question);
    if (!stages.includes(question.stage)) return false;
    for (const name of gives) known.add(name);
    return [...needs].every((name) => known.has(name));
  });
  if (only.length === 0) return possible;
  const wanted = new Set(possible.filter(({ id }) => only.includes(id)));
  for (const question of [...possible].reverse()) {
    const needed = new Set([...wanted].flatMap((one) => [...variables(one).needs]));
    if ([...variables(question).gives].some((name) => needed.has(name))) wanted.add(question);
  }
  return possible.filter((question) => wanted.has(question));
}
