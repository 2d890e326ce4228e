import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { inject } from "vitest";
import { stateDir } from "../rehearsal/paths.ts";
import type { SavedStore } from "../rehearsal/twilio/store.ts";
import { startWorld, type World, type WorldOptions } from "../rehearsal/world.ts";
import { acquireLock } from "../toolchain/lock.mjs";
import { deploy } from "./test-world.ts";

/** The deployed part of the sample: only region us, or also its tenants acme and birch. */
export type Deployed = "region" | "tenants";

/** The snapshots: each has the stacks of the snapshot `after`, if any, and adds its own `stacks`. */
const snapshots: Readonly<Record<Deployed, { readonly after?: Deployed; readonly stacks: readonly string[] }>> = {
  region: { stacks: ["us"] },
  tenants: { after: "region", stacks: ["acme-us", "birch-us"] },
};

/**
 * Starts a world for one test, with part of the sample deployed. The first call in a test run deploys that part, later calls copy it: an `up` of
 * the region takes as long as starting eight worlds. `options.stacks` must have the sample's stack files; with `tenants`, Twilio must have the
 * sample's accounts.
 */
export async function deployedWorld(
  name: string,
  deployed: Deployed,
  options: Partial<WorldOptions> = {},
): Promise<World> {
  return copyOf(await snapshot(deployed), join(stateDir, "test", name), options);
}

/** Returns the folder of a snapshot, which the tests of a run share; creates the snapshot if it is missing. */
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
  // The store is saved only if Twilio was changed (a region changes nothing). Written last: the snapshot is complete once this file exists.
  const { store } = world.twilio;
  const changed = store.journal.some(({ mutating }) => mutating);
  writeFileSync(join(folder, "twilio"), serialize(changed ? store.save() : undefined));
}

/** Starts a world from a snapshot, or an empty one. */
async function copyOf(from: string | undefined, dir: string, options: Partial<WorldOptions> = {}): Promise<World> {
  // Beside the world's own folder, since starting a world empties that folder.
  const keepAws = `${dir}-aws`;
  rmSync(keepAws, { recursive: true, force: true });
  if (from === undefined) return startWorld({ dir, keepAws, ...options });
  cpSync(join(from, "aws"), keepAws, { recursive: true });
  const world = await startWorld({ dir, keepAws, zones: [], ...options });
  cpSync(join(from, "stacks"), world.stateOfStacks, { recursive: true });
  // Queue URLs in the checkpoints have the port of the snapshot's AWS: replace it. MiniStack does the same in its own state (serve-ministack.py).
  const before = `127.0.0.1:${readFileSync(join(from, "aws", "port"), "utf8")}/`;
  const checkpoints = join(world.stateOfStacks, ".pulumi/stacks/aybiza");
  for (const file of readdirSync(checkpoints).map((name) => join(checkpoints, name)))
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(before, `127.0.0.1:${world.aws.port}/`));
  const store: SavedStore | undefined = deserialize(readFileSync(join(from, "twilio")));
  if (store) world.twilio.store.restore(store);
  return world;
}
