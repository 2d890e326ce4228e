import { Journal, openRuns } from "./journal.ts";
import { Refused } from "./refused.ts";
import { credentialsOf } from "./twilio/credentials.ts";
import { putBack } from "./twilio/put-back.ts";
import { Wire } from "./twilio/wire.ts";

/** Puts back what earlier runs left, by their journals. Gives what couldn't be put back; each line is for people. */
export async function clean(
  out: string,
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const runs = openRuns(out);
  if (runs.length === 0) tell("no run left anything");
  const left: string[] = [];
  const wire = new Wire(env);
  try {
    for (const { run, account, alive, subaccounts } of runs) {
      if (alive)
        throw new Refused(`run ${run} is still under way: end it with Ctrl-C, and it puts everything back itself`);
      const credentials = credentialsOf(env).account;
      if (credentials === undefined || credentials.sid !== account)
        throw new Refused(
          `run ${run} was made in account ${account}: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN for it`,
        );
      const back = await putBack(wire, credentials, subaccounts);
      left.push(...back.left);
      tell(`${run}: ${count(back.released, "number")} released, ${count(back.closed, "subaccount")} closed`);
      if (back.left.length === 0) new Journal(out, run).write({ ended: run, at: new Date().toISOString() });
    }
    return left;
  } finally {
    wire.close();
  }
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
