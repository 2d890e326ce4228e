import { rmSync } from "node:fs";
import { join } from "node:path";
import { Journal, type OpenRun, openRuns } from "./journal.ts";
import { Refused } from "./refused.ts";
import { credentialsOf } from "./twilio/credentials.ts";
import { putBack } from "./twilio/put-back.ts";
import { Wire } from "./twilio/wire.ts";

/**
 * Removes what earlier runs left, by their journals. Returns what couldn't be removed.
 * @throws Refused if a run is in progress, or the credentials belong to another account
 */
export async function clean(
  out: string,
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const runs = openRuns(out);
  if (runs.length === 0) tell("no earlier run left anything");
  const left: string[] = [];
  for (const run of runs) {
    if (run.alive)
      throw new Refused(`run ${run.run} is still in progress. End it with Ctrl-C: it then removes what it created`);
    const own = run.stack === undefined ? await ofTwilio(run, env, tell) : await ofAws(run, run.stack, out, env, tell);
    left.push(...own);
    if (own.length === 0) new Journal(out, run.run).write({ ended: run.run, at: new Date().toISOString() });
  }
  return left;
}

async function ofTwilio({ run, account, subaccounts }: OpenRun, env: NodeJS.ProcessEnv, tell: (line: string) => void) {
  const credentials = credentialsOf(env).account;
  if (credentials === undefined || credentials.sid !== account)
    throw new Refused(
      `run ${run} was made in account ${account}. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of that account`,
    );
  const wire = new Wire(env);
  try {
    const { released, closed, left } = await putBack(wire, credentials, subaccounts);
    tell(`${run}: ${count(released, "number")} released, ${count(closed, "subaccount")} closed`);
    return left;
  } finally {
    wire.close();
  }
}

async function ofAws(
  { run, account }: OpenRun,
  { name: id, awsRegion, zone }: NonNullable<OpenRun["stack"]>,
  out: string,
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
) {
  const { checkAccount } = await import("./aws/account.ts");
  const { clientsFor } = await import("./aws/clients.ts");
  const { putStackBack } = await import("./aws/run.ts");
  const { RegionStack } = await import("./aws/stack.ts");
  const clients = clientsFor(env, awsRegion);
  await checkAccount(clients, account ?? "");
  const dir = join(out, run);
  const left = await putStackBack(new RegionStack({ dir, id, awsRegion, zone, env, clients }));
  if (left.length === 0) rmSync(dir, { recursive: true, force: true });
  tell(`${run}: stack ${id} ${left.length === 0 ? "destroyed" : "not destroyed"}`);
  return left;
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
