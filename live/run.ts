import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { Journal, openRuns } from "./journal.ts";
import type { Options } from "./options.ts";
import type { Redactor } from "./redact.ts";
import { Refused } from "./refused.ts";
import { findings, type Report } from "./report.ts";
import { factsOf } from "./twilio/account.ts";
import { type Asked, askBoth } from "./twilio/ask.ts";
import { credentialsOf } from "./twilio/credentials.ts";
import { type Plan, planOf, shown } from "./twilio/plan.ts";
import { putBack } from "./twilio/put-back.ts";
import { Target } from "./twilio/target.ts";
import { Wire } from "./twilio/wire.ts";

export interface RunOptions {
  readonly options: Options;
  readonly env: NodeJS.ProcessEnv;
  readonly redactor: Redactor;
  /** Aborted where the run is to end early: it puts back what it made. */
  readonly signal: AbortSignal;
  /** Shows the plan and asks; true where the run may begin. */
  readonly confirm: (plan: Plan, where: string) => Promise<boolean>;
  /** Hears what is under way. */
  readonly say: (text: string) => void;
  readonly onAsked?: (asked: Asked) => void;
  /** Hears what is there to be put back, from the moment that it may be there. */
  readonly onMaking?: (run: string) => void;
}

/**
 * Asks Twilio and the stand-in all questions of the plan, and puts back whatever was made. Undefined where it wasn't confirmed.
 * @throws Refused before anything is done
 */
export async function runTwilio(run: RunOptions): Promise<Report | undefined> {
  const { options, env, redactor, signal, say } = run;
  const credentials = credentialsOf(env);
  for (const one of [credentials.account, credentials.test]) if (one) redactor.add(one.token);
  const open = openRuns(options.out).find(({ subaccounts }) => subaccounts.length > 0);
  if (open !== undefined)
    throw new Refused(
      open.alive
        ? `run ${open.run} is still under way: wait for its end`
        : `run ${open.run} left something behind: put it back by npm run live -- --clean`,
    );
  const wire = new Wire(env);
  try {
    const facts = credentials.account && (await factsOf(wire, credentials.account, signal));
    const plan = planOf(credentials, facts, options);
    if (!(await run.confirm(plan, wire.origin)) || signal.aborted) return undefined;
    return await asked(plan, facts?.trial ?? false);
  } finally {
    wire.close();
  }

  async function asked(plan: Plan, trial: boolean): Promise<Report> {
    const at = new Date();
    const token = `aybiza-live-${at.toISOString().slice(0, 10).replaceAll("-", "")}-${randomBytes(3).toString("hex")}`;
    const journal = new Journal(options.out, token);
    const names: string[] = [];
    const live = new Target({
      ...{ wire, ...credentials, token },
      onSecret: (secret) => redactor.add(secret),
      onMaking({ makes }, name, account) {
        if (names.length === 0)
          journal.write({ begun: token, account: credentials.account?.sid, pid: process.pid, at: at.toISOString() });
        journal.write({ making: makes!.kind, name, ...(account && { in: account }) });
        if (makes!.kind === "subaccount") names.push(name);
        run.onMaking?.(token);
      },
      onMade: ({ makes }, sid) => journal.write({ made: makes!.kind, sid }),
    });
    // The stand-in takes a second to load, which a run that is refused does without.
    const { startReference } = await import("./twilio/reference.ts");
    const reference = await startReference({ trial }, token);
    const all: Asked[] = [];
    let failure: unknown;
    try {
      for (const [i, question] of plan.questions.entries()) {
        say(`${i + 1} of ${plan.questions.length}: ${question.asks}`);
        const one = await askBoth(question, { live, reference: reference.target, signal });
        all.push(one);
        run.onAsked?.(one);
      }
    } catch (error) {
      failure = error;
    } finally {
      await reference.close();
    }
    say("putting back what was made");
    const requests = wire.sent;
    const back = credentials.account
      ? await putBack(wire, credentials.account, names)
      : { released: 0, closed: 0, left: [] };
    if (names.length > 0 && back.left.length === 0) journal.write({ ended: token, at: new Date().toISOString() });
    if (failure !== undefined) throw failure;
    return {
      ...{ run: token, at: at.toISOString(), versions: versions(), target: wire.origin, ...findings(all) },
      ...{ cost: `${shown(plan.cost)} plus taxes`, requests, throttled: wire.throttled },
      putBack: names.length === 0 ? "nothing was made" : "no subaccount of the run is open, no number is left",
      left: back.left,
      interrupted: signal.aborted,
    };
  }
}

/** What a report is about. A checkout without git says so. */
function versions(): Record<string, string> {
  let commit = "unknown";
  try {
    commit = execFileSync("git", ["rev-parse", "--short=12", "HEAD"], {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    // An archive of the sources has no history.
  }
  return { commit, node: process.versions.node };
}
