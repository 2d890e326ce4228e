import { Refused } from "../refused.ts";
import type { AccountFacts, Money } from "./account.ts";
import type { TwilioCredentials } from "./credentials.ts";
import { type Question, STAGES, type Stage } from "./question.ts";
import { chosen } from "./questions/index.ts";

/** The questions of a run, and its maximum cost. */
export interface Plan {
  readonly questions: readonly Question[];
  readonly cost: Money;
}

export interface Wishes {
  readonly free: boolean;
  readonly call: boolean;
  readonly yesSpend: boolean;
  readonly only: readonly string[];
  readonly cap: Money;
}

/** Upper bound for the cost of a one-minute call to the account's own number, billed at both ends. https://www.twilio.com/en-us/voice/pricing/us */
const CALL_COSTS = 0.05;

/**
 * Selects the questions that these credentials can ask, and sums up their maximum cost, without taxes.
 * @throws Refused if the account is in production, or the cost is above the cap or in another currency
 */
export function planOf(credentials: TwilioCredentials, facts: AccountFacts | undefined, wishes: Wishes): Plan {
  if (facts?.production !== undefined && !wishes.yesSpend)
    throw new Refused(
      `the account is in production: it has ${facts.production}. Use a trial or an empty account, or add --yes-spend`,
    );
  const stages: Stage[] = [
    ...(credentials.test ? (["test-credentials"] as const) : []),
    ...(credentials.account ? (["reading", "subaccount", "closing"] as const) : []),
    ...(credentials.account && !wishes.free ? (["number"] as const) : []),
    ...(credentials.account && wishes.call && !wishes.free ? (["call"] as const) : []),
  ];
  const questions = chosen(stages, wishes.only);
  if (questions.length === 0)
    throw new Refused(
      `--only ${wishes.only.join(" --only ")}: these credentials and options don't allow this question. npm run live -- --list shows what it needs`,
    );
  return { questions, cost: costOf(questions, facts, wishes.cap) };
}

function costOf(questions: readonly Question[], facts: AccountFacts | undefined, cap: Money): Money {
  const asks = (stage: Stage) => questions.some((question) => question.stage === stage);
  if (!asks("number") || facts === undefined) return { amount: 0, currency: cap.currency };
  const { number, balance } = facts;
  const currency = [number, balance].find((money) => money !== undefined && money.currency !== cap.currency)?.currency;
  if (currency !== undefined)
    throw new Refused(
      `the account pays in ${currency}, but the cap is in ${cap.currency}. Give --cap "AMOUNT ${currency}"`,
    );
  const amount = number.amount + (asks("call") ? CALL_COSTS : 0);
  if (amount > cap.amount)
    throw new Refused(
      `the run would cost ${shown({ amount, currency: cap.currency })} plus taxes, more than --cap ${shown(cap)}: raise the cap, or use --free`,
    );
  if (balance !== undefined && balance.amount < amount)
    throw new Refused(
      `the account's balance is ${shown(balance)}, and the run costs up to ${shown({ amount, currency: cap.currency })}: add funds, or use --free`,
    );
  return { amount, currency: cap.currency };
}

/** Formats the plan: the questions, where they go, and the maximum cost. */
export function linesOf({ questions, cost }: Plan, origin: string): readonly string[] {
  const stages = STAGES.flatMap((stage) => {
    const own = questions.filter((question) => question.stage === stage);
    const requests = own.flatMap(({ steps }) => steps).length;
    const buys = { number: ", buys one number", call: ", places one call" }[stage as string] ?? "";
    return own.length === 0 ? [] : [`  ${stage.padEnd(18)} ${own.length} questions, ${requests} requests${buys}`];
  });
  return [
    `  asks ${origin}:`,
    ...stages,
    `  Costs at most ${shown(cost)} plus taxes. Everything created is put back at the end.`,
  ];
}

/** Formats an amount: `1.15 USD`. */
export const shown = ({ amount, currency }: Money): string => `${amount.toFixed(2)} ${currency}`;
