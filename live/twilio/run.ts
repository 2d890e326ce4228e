import type { Checked } from "../compare.ts";
import { Journal } from "../journal.ts";
import { findings, type Report } from "../report.ts";
import { newRun, type RunOptions, refuseLeftovers, versions } from "../run.ts";
import { factsOf } from "./account.ts";
import { askBoth } from "./ask.ts";
import { credentialsOf } from "./credentials.ts";
import { linesOf, type Plan, planOf, shown } from "./plan.ts";
import { putBack } from "./put-back.ts";
import { Target } from "./target.ts";
import { Wire } from "./wire.ts";

/**
 * Asks Twilio and the stand-in every question of the plan, and puts back what was created. Undefined if the user didn't confirm.
 * @throws Refused, before anything is created
 */
export async function runTwilio(run: RunOptions): Promise<Report | undefined> {
  const { options, env, redactor, signal, say } = run;
  const credentials = credentialsOf(env);
  for (const one of [credentials.account, credentials.test]) if (one) redactor.add(one.token);
  refuseLeftovers(options.out);
  const wire = new Wire(env);
  try {
    const facts = credentials.account && (await factsOf(wire, credentials.account, signal));
    const plan = planOf(credentials, facts, options);
    if (!(await run.confirm(linesOf(plan, wire.origin))) || signal.aborted) return undefined;
    return await asked(plan, facts?.trial ?? false);
  } finally {
    wire.close();
  }

  async function asked({ questions, cost }: Plan, trial: boolean): Promise<Report> {
    const { token, at } = newRun();
    const journal = new Journal(options.out, token);
    const names: string[] = [];
    const { account } = credentials;
    const live = new Target({
      ...{ wire, ...credentials, token },
      onSecret: (secret) => redactor.add(secret),
      onMaking({ makes }, name, below) {
        const { kind } = makes!;
        if (names.length === 0)
          journal.write({ begun: token, account: account?.sid, pid: process.pid, at: at.toISOString() });
        journal.write({ making: kind, name, ...(below && { in: below }) });
        if (kind === "subaccount") names.push(name);
        run.onMaking?.(token);
      },
      onMade: ({ makes }, sid) => journal.write({ made: makes!.kind, sid }),
    });
    // Imported only after the confirmation: loading the stand-in takes a second.
    const { startReference } = await import("./reference.ts");
    const reference = await startReference({ trial }, token);
    const all: Checked[] = [];
    let left: readonly string[] = [];
    let requests = 0;
    try {
      for (const [i, question] of questions.entries()) {
        say(`${i + 1} of ${questions.length}: ${question.asks}`);
        const checked = await askBoth(question, { live, reference: reference.target, signal });
        all.push(...checked);
        await run.onChecked?.(checked);
      }
    } finally {
      await reference.close();
      say("removing what was created");
      requests = wire.sent;
      if (account) ({ left } = await putBack(wire, account, names));
      if (names.length > 0 && left.length === 0) journal.write({ ended: token, at: new Date().toISOString() });
    }
    return {
      ...{ run: token, at: at.toISOString(), versions: versions(), target: wire.origin, ...findings(all) },
      ...{ cost: `${shown(cost)} plus taxes`, requests, throttled: wire.throttled },
      putBack: names.length === 0 ? "nothing was created" : "all numbers were released, all subaccounts closed",
      ...{ left, interrupted: signal.aborted },
    };
  }
}
