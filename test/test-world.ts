import { join } from "node:path";
import { descendants } from "../launch/process-tree.mjs";
import { stateDir } from "../rehearsal/paths.ts";
import { startWorld, type World, type WorldOptions } from "../rehearsal/world.ts";

/** Starts a world for one test, in a folder below the state folder, which Git ignores. */
export const testWorld = (name: string, options: Partial<WorldOptions> = {}): Promise<World> =>
  startWorld({ dir: join(stateDir, "test", name), ...options });

/** Creates and deploys stacks, in order. */
export async function deploy(world: World, ...stacks: string[]): Promise<void> {
  for (const stack of stacks) {
    await world.engine.must(["stack", "init", stack]);
    await world.engine.must(["up", "--yes", "--skip-preview", "--stack", stack]);
  }
}

/** Returns a phone number's resource at Twilio; undefined if no account has the number. */
export const atTwilio = (world: World, phoneNumber: string) => world.twilio.store.holder(phoneNumber);

/** Returns the requests to Twilio's API that could change something, since index `mark` of the journal. */
export const mutationsSince = (world: World, mark: number) =>
  world.twilio.store.journal.slice(mark).filter((entry) => entry.mutating);

/** Places a call, and returns who answered it and its transcript as one text. */
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

/** Returns the process ids of the providers of package twilio that one engine has started: other tests' engines run at the same time. */
export const twilioProviders = (enginePid: number): number[] =>
  descendants(enginePid)
    .filter(({ command }) => command.includes("providers/twilio/start.mjs"))
    .map(({ pid }) => pid);
