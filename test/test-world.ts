import { join } from "node:path";
import { descendants } from "../launch/process-tree.mjs";
import { stateDir } from "../rehearsal/paths.ts";
import { startWorld, type World, type WorldOptions } from "../rehearsal/world.ts";

/** A world of a test's own, under the ignored state folder. */
export const testWorld = (name: string, options: Partial<WorldOptions> = {}): Promise<World> =>
  startWorld({ dir: join(stateDir, "test", name), ...options });

/** Deploys stacks in order; each is made first. */
export async function deploy(world: World, ...stacks: string[]): Promise<void> {
  for (const stack of stacks) {
    await world.engine.must(["stack", "init", stack]);
    await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack]);
  }
}

/** What the account holds of a number at Twilio, or undefined. */
export const atTwilio = (world: World, phoneNumber: string) => world.twilio.store.holder(phoneNumber);

/** Requests to Twilio's API that would change something, since a mark in its journal. */
export const mutationsSince = (world: World, mark: number) =>
  world.twilio.store.journal.slice(mark).filter((entry) => entry.mutating);

/** The call is answered by an agent (or the fallback); gives its transcript as one text. */
export async function dial(
  world: World,
  to: string,
  says: string[] = [],
): Promise<{ sid: string; answeredBy: string | undefined; text: string }> {
  const call = await world.twilio.network.call({ from: "+14155550123", to, says });
  return {
    sid: call.sid,
    answeredBy: call.answeredBy,
    text: call.transcript.map((line) => `${line.who}: ${line.text}`).join("\n"),
  };
}

/** Process ids of the providers of package twilio that an engine has started: other tests' engines have their own. */
export const twilioProviders = (enginePid: number): number[] =>
  descendants(enginePid)
    .filter(({ command }) => command.includes("providers/twilio/start.mjs"))
    .map(({ pid }) => pid);
