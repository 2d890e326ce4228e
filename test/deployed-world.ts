import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { inject } from "vitest";
import { stateDir } from "../rehearsal/paths.ts";
import type { SavedStore } from "../rehearsal/twilio/store.ts";
import { startWorld, type World, type WorldOptions } from "../rehearsal/world.ts";
import { acquireLock } from "../toolchain/lock.mjs";
import { deploy } from "./test-world.ts";

/** What of the sample is deployed: region us alone, or also its tenants acme and birch. */
export type Deployed = "region" | "tenants";

/** Each snapshot begins with another's stacks, or with none, and adds its own. */
const snapshots: Readonly<Record<Deployed, { readonly after?: Deployed; readonly stacks: readonly string[] }>> = {
  region: { stacks: ["us"] },
  tenants: { after: "region", stacks: ["acme-us", "birch-us"] },
};

/**
 * A world of a test's own, with part of the sample deployed. The first test of a run that asks for it deploys it, the others get a copy: an `up` of
 * the region takes as long as eight worlds' starts. The stack files must be the sample's, also where `options.stacks` names others; so must Twilio's accounts with `tenants`.
 */
export async function deployedWorld(
  name: string,
  deployed: Deployed,
  options: Partial<WorldOptions> = {},
): Promise<World> {
  return copyOf(await snapshot(deployed), join(stateDir, "test", name), options);
}

/** The folder of a snapshot, which the tests of this run share. */
async function snapshot(deployed: Deployed): Promise<string> {
  const folder = join(inject("snapshots"), deployed);
  const lock = await acquireLock(`${folder}.lock`);
  try {
    if (!existsSync(join(folder, "twilio"))) await take(deployed, folder);
  } finally {
    lock.release();
  }
  return folder;
}

async function take(deployed: Deployed, folder: string): Promise<void> {
  const { after, stacks } = snapshots[deployed];
  const from = after && (await snapshot(after));
  rmSync(folder, { recursive: true, force: true });
  const world = await copyOf(from, join(folder, "world"));
  try {
    await deploy(world, ...stacks);
  } finally {
    await world.stop();
  }
  cpSync(`${join(folder, "world")}-aws`, join(folder, "aws"), { recursive: true });
  cpSync(world.stateOfStacks, join(folder, "stacks"), { recursive: true });
  // A region asks nothing of Twilio, which then is as each test's options make it. Written last: with this file the snapshot is whole.
  const { store } = world.twilio;
  const changed = store.journal.some(({ mutating }) => mutating);
  writeFileSync(join(folder, "twilio"), serialize(changed ? store.save() : undefined));
}

/** A world that begins with a snapshot, or with nothing. */
async function copyOf(from: string | undefined, dir: string, options: Partial<WorldOptions> = {}): Promise<World> {
  // Beside the world's own folder, which a start empties.
  const keepAws = `${dir}-aws`;
  rmSync(keepAws, { recursive: true, force: true });
  if (from === undefined) return startWorld({ dir, keepAws, ...options });
  cpSync(join(from, "aws"), keepAws, { recursive: true });
  const world = await startWorld({ dir, keepAws, zones: [], ...options });
  cpSync(join(from, "stacks"), world.stateOfStacks, { recursive: true });
  // URLs of queues name the port of the AWS that made them. MiniStack moves its own state to its new port (serve-ministack.py).
  const before = `127.0.0.1:${readFileSync(join(from, "aws", "port"), "utf8")}/`;
  const checkpoints = join(world.stateOfStacks, ".pulumi/stacks/aybiza");
  for (const file of readdirSync(checkpoints).map((name) => join(checkpoints, name)))
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(before, `127.0.0.1:${world.aws.port}/`));
  const store: SavedStore | undefined = deserialize(readFileSync(join(from, "twilio")));
  if (store) world.twilio.store.restore(store);
  return world;
}
