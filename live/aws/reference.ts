import { join } from "node:path";
import { startRegionWorld } from "../../rehearsal/region-world.ts";
import { clientsFor } from "./clients.ts";
import { RegionStack } from "./stack.ts";

/** The Route 53 zone that exists in a rehearsal's AWS. */
const ZONE = "aybiza.example";

/** The same region in a rehearsal: this checkout's program with the rehearsal's AWS provider and MiniStack. */
export async function startReference(dir: string, id: string, awsRegion: string) {
  const world = await startRegionWorld(join(dir, "world"));
  const env = { ...process.env, ...world.env };
  const clients = clientsFor(env, awsRegion);
  return { stack: new RegionStack({ dir, id, awsRegion, zone: ZONE, env, clients }), close: () => world.stop() };
}
