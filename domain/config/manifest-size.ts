import { itemBytes, MAX_ITEM_BYTES, valueBytes } from "../contract/item-size.ts";
import { keys } from "../contract/route.ts";
import type { AgentManifest } from "./agent.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";

/** Stored beside a manifest: its version and the mark of its resource, each of 12 hexadecimal digits. */
const [VERSION, OWNER] = ["0".repeat(12), "0".repeat(12)];

/** The bytes of an agent's manifest as one item of the routes table, as DynamoDB counts them. */
export function manifestBytes(tenant: string, agent: string, manifest: AgentManifest): number {
  const stored = JSON.parse(JSON.stringify(manifest));
  return itemBytes({
    ...keys.manifest(tenant, agent, VERSION),
    ...{ tenant, owner: OWNER, version: VERSION, manifest: stored },
  });
}

/** Each agent's manifest is stored as one item, so it must fit in one. */
export function checkManifestSizes({ tenant, agents = {} }: TenantParts, add: Add): void {
  if (tenant === undefined) return;
  for (const [name, manifest] of Object.entries(agents)) {
    const bytes = manifestBytes(tenant.id, name, manifest);
    if (bytes <= MAX_ITEM_BYTES) continue;
    const [largest = "persona", its = 0] = Object.entries(manifest)
      .map(([part, value]): [string, number] => [part, valueBytes(JSON.parse(JSON.stringify(value)))])
      .reduce((most, part) => (part[1] > most[1] ? part : most));
    add(
      ["aybiza:agents", name, largest],
      "manifest-too-large",
      `the manifest of agent \`${name}\` takes ${counted(bytes)} bytes, of which \`${largest}\` ${counted(its)}; it is stored as one DynamoDB item, which holds ${counted(MAX_ITEM_BYTES)} at most (400 KB, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`,
      `shorten \`${largest}\` by at least ${counted(bytes - MAX_ITEM_BYTES)} of them; a character outside ASCII takes 2 to 4 bytes`,
    );
  }
}

const counted = (bytes: number) => bytes.toLocaleString("en-US");
