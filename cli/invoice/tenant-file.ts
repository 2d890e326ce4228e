import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import { nearest } from "../../domain/config/nearest.ts";
import { type Stack, stacksIn, tenantsNamed } from "../../domain/config/stacks.ts";
import type { UserError } from "../../domain/user-error.ts";
import { usageError } from "../exit.ts";

/** A tenant's checked file, and which AWS account its stack is deployed with. */
export interface FoundTenant {
  readonly stack: string;
  readonly file: TenantFile;
  readonly awsRegion: string;
  readonly awsProfile: string | undefined;
}

/**
 * The file of a tenant, by the tenant's id or by its stack's name.
 * @throws UserError when there is none, or when a tenant of several regions is meant
 */
export function tenantFile(folder: string, tenant: string): FoundTenant {
  const found = tenantsNamed(folder, tenant);
  const exact = found.find(({ stack }) => stack === tenant) ?? (found.length === 1 ? found[0] : undefined);
  if (exact === undefined) throw found.length > 1 ? several(tenant, found) : unknown(tenant, folder);
  const file = loadStackFile(folder, exact.stack);
  if (file.kind !== "tenant") throw unknown(tenant, folder);
  return {
    file,
    stack: exact.stack,
    awsRegion: String(file.document.config["aws:region"]),
    awsProfile: file.document.config["aws:profile"] as string | undefined,
  };
}

function several(tenant: string, found: readonly Stack[]): UserError {
  const stacks = found.map(({ stack }) => stack);
  return usageError("tenant-ambiguous", `tenant ${tenant} is in ${stacks.length} regions`, [
    `Name the stack:  ${stacks.join(", ")}`,
  ]);
}

function unknown(tenant: string, folder: string): UserError {
  const known = stacksIn(folder).filter(({ kind }) => kind === "tenant");
  const ids = [...new Set(known.map(({ stack, id = stack }) => id))].sort();
  const meant = nearest(tenant, [...ids, ...known.map(({ stack }) => stack)]);
  return usageError("tenant-unknown", `there is no tenant ${tenant}`, [
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    `Tenants here:  ${ids.join(", ")}`,
  ]);
}
