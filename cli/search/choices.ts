import { traitsOf } from "../../domain/config/connection-traits.ts";
import { loadStackFile, type RegionFile } from "../../domain/config/load.ts";
import { regionsIn } from "../../domain/config/stacks.ts";
import { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";
import type { Tenant } from "../tenant.ts";

/** Finds the region that serves a country; undefined if none does. Of several: the first by name that has a price, else the first. */
export function regionOfCountry(stacks: string, country: string): RegionFile["region"] | undefined {
  const regions = regionsIn(stacks).map(({ stack }) => (loadStackFile(stacks, stack) as RegionFile).region);
  const serving = regions.filter((region) => region.countries.includes(country));
  return serving.find((region) => region.pricing?.managed?.numbers[country] !== undefined) ?? serving[0];
}

/**
 * Chooses the tenant's connection to buy through: the named one, else the managed one, else the only one that can buy.
 * @throws UserError if no connection can buy, or several can
 */
export function connectionFor({ file }: Tenant, wanted: string | undefined): string {
  const names = Object.keys(file.connections);
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    throw usageError("connection-unknown", `${file.file} has no connection ${wanted}`, [
      `Name one of:  --connection ${names.join(", ")}`,
    ]);
  }
  const buying = names.filter((name) => traitsOf(file.connections[name]?.type)?.buys);
  const ours = buying.find((name) => traitsOf(file.connections[name]?.type)?.ownsAccount);
  const chosen = ours ?? (buying.length === 1 ? buying[0] : undefined);
  if (chosen !== undefined) return chosen;
  if (buying.length === 0)
    throw new UserError("connection-cannot-buy", `${file.file} has no connection that can buy numbers`, [
      "Add a connection of type `managed` or `twilio`; docs/stack-files.md shows both",
    ]);
  throw usageError("connection-ambiguous", `${file.file} has several connections that can buy numbers`, [
    `Name one of:  --connection ${buying.join(", ")}`,
  ]);
}

/**
 * Chooses the agent that answers the number: the named one, else the only one; undefined if there are several.
 * @throws UserError for an agent that the file doesn't have
 */
export function agentFor({ file }: Tenant, wanted: string | undefined): string | undefined {
  const names = Object.keys(file.agents);
  if (names.length === 0)
    throw new UserError("agent-missing", `${file.file} has no agent, and a number needs one that answers it`, [
      "Add an agent under `aybiza:agents`; docs/stack-files.md shows one",
    ]);
  if (wanted === undefined) return names.length === 1 ? names[0] : undefined;
  if (names.includes(wanted)) return wanted;
  throw usageError("agent-unknown", `${file.file} has no agent ${wanted}`, [
    `Name one of:  --agent ${names.join(", ")}`,
  ]);
}
