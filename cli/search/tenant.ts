import { join } from "node:path";
import { traitsOf } from "../../domain/config/connection-traits.ts";
import { loadStackFile, type RegionFile, type TenantFile } from "../../domain/config/load.ts";
import { nearest } from "../../domain/config/nearest.ts";
import { regionsIn, stackFileName, stacksIn, tenantsNamed } from "../../domain/config/stacks.ts";
import { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";

/** A tenant's stack with its checked file. */
export interface Tenant {
  readonly stack: string;
  /** Path of its file. */
  readonly path: string;
  readonly file: TenantFile;
}

/**
 * The tenant that is meant: by the id of the tenant or the name of its stack.
 * @throws UserError where there is none, or several; StackFileError where its file is wrong
 */
export function tenantNamed(root: string, wanted: string): Tenant {
  const folder = join(root, "stacks");
  const meant = tenantsNamed(folder, wanted);
  const exact = meant.find(({ stack }) => stack === wanted) ?? (meant.length === 1 ? meant[0] : undefined);
  if (exact === undefined) {
    if (meant.length > 1)
      throw usageError("tenant-ambiguous", `tenant ${wanted} has several stacks`, [
        `Name one:  ${meant.map((one) => one.stack).join(", ")}`,
      ]);
    const tenants = tenantsIn(folder);
    const close = nearest(
      wanted,
      tenants.flatMap(({ stack, id = stack }) => [stack, id]),
    );
    throw usageError("tenant-unknown", `there is no tenant ${wanted}`, [
      ...(close === undefined ? [] : [`Did you mean ${close}?`]),
      `Tenants here:  ${tenants.map(({ stack, id = stack }) => id).join(", ")}`,
    ]);
  }
  const { stack } = exact;
  const file = loadStackFile(folder, stack) as TenantFile;
  return { stack, path: join(folder, stackFileName(stack)), file };
}

/** Stacks of all tenants, for a choice. */
export const tenantStacks = (root: string): string[] => tenantsIn(join(root, "stacks")).map(({ stack }) => stack);

const tenantsIn = (folder: string) => stacksIn(folder).filter(({ kind }) => kind === "tenant");

/** The region that serves a country's numbers, by its file; undefined where none does. Several: the first by name that has a price. */
export function regionOfCountry(root: string, country: string): RegionFile["region"] | undefined {
  const folder = join(root, "stacks");
  const regions = regionsIn(folder).map(({ stack }) => (loadStackFile(folder, stack) as RegionFile).region);
  const serving = regions.filter((region) => region.countries.includes(country));
  return serving.find((region) => region.pricing?.managed?.numbers[country] !== undefined) ?? serving[0];
}

/** The connection of a tenant through which a number is to be bought: the one named, else the one to an account of ours, else the only one that buys. */
export function connectionFor({ file }: Tenant, wanted: string | undefined): string {
  const names = Object.keys(file.connections);
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    throw usageError("connection-unknown", `${file.file} has no connection ${wanted}`, [
      `Connections there:  ${names.join(", ")}`,
    ]);
  }
  const buying = names.filter((name) => traitsOf(file.connections[name]?.type)?.buys);
  const ours = buying.find((name) => traitsOf(file.connections[name]?.type)?.ownsAccount);
  const chosen = ours ?? (buying.length === 1 ? buying[0] : undefined);
  if (chosen === undefined)
    throw usageError("connection-ambiguous", `${file.file} has several connections`, [
      `Name one with --connection:  ${names.join(", ")}`,
    ]);
  return chosen;
}

/** The agent that is to answer: the one named, else the only one; undefined where there is a choice to make. */
export function agentFor({ file }: Tenant, wanted: string | undefined): string | undefined {
  const names = Object.keys(file.agents);
  if (names.length === 0)
    throw new UserError("agent-missing", `${file.file} has no agent yet, so nobody could answer the number`);
  if (wanted === undefined) return names.length === 1 ? names[0] : undefined;
  if (names.includes(wanted)) return wanted;
  throw usageError("agent-unknown", `${file.file} has no agent ${wanted}`, [`Agents there:  ${names.join(", ")}`]);
}
