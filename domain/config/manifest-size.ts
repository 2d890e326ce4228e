import { itemBytes, MAX_ITEM_BYTES, valueBytes } from "../contract/item-size.ts";
import { keys } from "../contract/route.ts";
import type { AgentManifest } from "./agent.ts";
import { violation } from "./problem.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";

/** Fields stored beside a manifest: its version and its resource's mark, 12 hexadecimal digits each. */
const [VERSION, OWNER] = ["0".repeat(12), "0".repeat(12)];

/** The size of an agent's manifest as an item of the routes table, as DynamoDB counts bytes. */
export function manifestBytes(tenant: string, agent: string, manifest: AgentManifest): number {
  const stored = JSON.parse(JSON.stringify(manifest));
  return itemBytes({
    ...keys.manifest(tenant, agent, VERSION),
    ...{ tenant, owner: OWNER, version: VERSION, manifest: stored },
  });
}

/** Each agent's manifest is stored as one DynamoDB item, and must fit in it. */
export function* manifestViolations({ tenant, agents = {} }: TenantParts): Violations {
  if (tenant === undefined) return;
  for (const [name, manifest] of Object.entries(agents)) {
    const bytes = manifestBytes(tenant.id, name, manifest);
    if (bytes <= MAX_ITEM_BYTES) continue;
    const [largest = "persona", its = 0] = Object.entries(manifest)
      .map(([part, value]): [string, number] => [part, valueBytes(JSON.parse(JSON.stringify(value)))])
      .reduce((most, part) => (part[1] > most[1] ? part : most));
    yield violation(
      ["aybiza:agents", name, largest],
      "manifest-too-large",
      `the manifest of agent \`${name}\` has ${counted(bytes)} bytes, \`${largest}\` alone ${counted(its)}; one DynamoDB item stores it, which holds at most ${counted(MAX_ITEM_BYTES)} (400 KB, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items)`,
      `shorten \`${largest}\` by at least ${counted(bytes - MAX_ITEM_BYTES)} bytes; a character outside ASCII takes 2 to 4`,
    );
  }
}

const counted = (bytes: number) => bytes.toLocaleString("en-US");
