import { rmSync } from "node:fs";
import { join } from "node:path";
import { fallbackRegion } from "../../domain/config/webhook-fallback.ts";
import { partitionOf } from "../../infra/rights/right.ts";
import { type Checked, compare, INTERRUPTED, type NotCompared, type Observation } from "../compare.ts";
import { Journal } from "../journal.ts";
import { Refused } from "../refused.ts";
import { findings, type Report } from "../report.ts";
import { newRun, type RunOptions, refuseLeftovers, versions } from "../run.ts";
import { checkScratch } from "./account.ts";
import { clientsFor } from "./clients.ts";
import { heldOf, removeHeld } from "./held.ts";
import { AWS_QUESTIONS, type AwsStep } from "./questions.ts";
import { checkRights } from "./rights.ts";
import { RegionStack } from "./stack.ts";

/** Maximum cost of a run in US dollars: an hour of three keys and some 25 alarms, and a few requests. https://aws.amazon.com/kms/pricing/ */
const COSTS = 0.1;

/**
 * Deploys a region into a scratch account and into a rehearsal, compares what both report, and destroys it. Undefined if the user didn't confirm.
 * @throws Refused, before anything is created
 */
export async function runAws(run: RunOptions): Promise<Report | undefined> {
  const { options, env, signal, say } = run;
  const awsRegion = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (!awsRegion) throw new Refused("no AWS Region is set. Set AWS_REGION");
  if (options.cap.currency !== "USD" || options.cap.amount < COSTS)
    throw new Refused(
      `the run costs up to ${COSTS.toFixed(2)} USD at AWS, more than --cap allows. Give a higher --cap, in USD`,
    );
  refuseLeftovers(options.out);
  const { awsAccount: account = "", awsZone: zone = "" } = options;
  const clients = clientsFor(env, awsRegion);
  const { token, at } = newRun();
  const id = `live-${token.split("-").at(-1)}`;
  const { caller, zoneId } = await checkScratch(clients, { account, region: awsRegion, zone });
  const domain = `voice.${id}.${zone}`;
  const elsewhere = fallbackRegion({ by: "cloudfront" }, awsRegion);
  const place = {
    ...partitionOf(awsRegion),
    awsRegion,
    account,
    region: id,
    domain,
    zone: zoneId,
    fallbackRegion: elsewhere,
  };
  await checkRights(clients.iam, caller, place);
  const lines = [
    `  ${AWS_QUESTIONS.length} questions about one region in AWS account ${account}, ${awsRegion}: deploy, refresh, one alarm, destroy`,
    `  costs at most ${COSTS.toFixed(2)} USD plus taxes, and takes some 15 minutes; AWS deletes the keys days later, without cost`,
  ];
  if (!(await run.confirm(lines)) || signal.aborted) return undefined;

  const dir = join(options.out, token);
  const journal = new Journal(options.out, token);
  journal.write({ begun: token, account, pid: process.pid, at: at.toISOString() });
  journal.write({ making: "stack", name: id, awsRegion, zone });
  run.onMaking?.(token);
  const live = new RegionStack({ dir, id, awsRegion, zone, env, clients, signal });
  const { startReference } = await import("./reference.ts");
  const reference = await startReference(join(dir, "reference"), id, awsRegion);
  const all: Checked[] = [];
  let left: readonly string[] = [];
  try {
    await Promise.all([live.init(), reference.stack.init()]);
    for (const { id: question, asks, mend, steps } of AWS_QUESTIONS) {
      say(asks);
      const checked: Checked[] = [];
      for (const step of steps) {
        const [found, expected] = signal.aborted
          ? [INTERRUPTED, INTERRUPTED]
          : await Promise.all([observed(step, live, signal), observed(step, reference.stack)]);
        checked.push({ question, step: step.name, request: step.request, mend, result: compared(found, expected) });
      }
      all.push(...checked);
      await run.onChecked?.(checked);
    }
  } finally {
    await reference.close();
    say("removing what was created");
    left = await putStackBack(live);
    if (left.length === 0) {
      journal.write({ ended: token, at: new Date().toISOString() });
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return {
    ...{ run: token, at: at.toISOString(), versions: versions(), target: `AWS in ${awsRegion}`, ...findings(all) },
    ...{ cost: `${COSTS.toFixed(2)} USD plus taxes`, requests: undefined, throttled: 0 },
    ...{ putBack: "The stack was destroyed. Only keys scheduled for deletion are left.", left },
    interrupted: signal.aborted,
  };
}

/** Destroys a stack, removes leftovers, and returns what couldn't be removed, with the errors. Never throws. */
export async function putStackBack(stack: RegionStack): Promise<readonly string[]> {
  const { id, clients } = stack.options;
  try {
    const run = await stack.destroy();
    const failed =
      run === undefined || run.code === 0 ? [] : [`stack ${id}: pulumi destroy exited with code ${run.code}`];
    await removeHeld(clients, id);
    return [...failed, ...(await heldOf(clients, id))];
  } catch (error) {
    return [`stack ${id}: ${(error as Error).message.split("\n")[0]}`];
  }
}

function compared(found: NotCompared | Observation, expected: NotCompared | Observation): Checked["result"] {
  if ("why" in found) return found;
  const answer = [...found]
    .map(([field, value]) => `${field} ${value}`)
    .slice(0, 3)
    .join(", ");
  if ("why" in expected) return { answer, fields: [{ field: "rehearsal", expected: expected.why, found: "observed" }] };
  return { answer, fields: compare(expected, found) };
}

async function observed(step: AwsStep, stack: RegionStack, signal?: AbortSignal): Promise<NotCompared | Observation> {
  try {
    return await step.observe(stack);
  } catch (error) {
    return signal?.aborted ? INTERRUPTED : { why: (error as Error).message.split("\n")[0]! };
  }
}
