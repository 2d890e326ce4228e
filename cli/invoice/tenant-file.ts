import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StackDocument } from "../../domain/config/document.ts";
import { loadStackFile, type TenantFile } from "../../domain/config/load.ts";
import { nearest } from "../../domain/config/nearest.ts";
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
  const known = tenants(folder);
  const found = known.filter(({ stack, id }) => stack === tenant || id === tenant);
  const exact = found.find(({ stack }) => stack === tenant) ?? (found.length === 1 ? found[0] : undefined);
  if (exact === undefined) throw found.length > 1 ? several(tenant, found) : unknown(tenant, known);
  const file = loadStackFile(folder, exact.stack);
  if (file.kind !== "tenant") throw unknown(tenant, known);
  return {
    file,
    stack: exact.stack,
    awsRegion: String(file.document.config["aws:region"]),
    awsProfile: file.document.config["aws:profile"] as string | undefined,
  };
}

interface Tenant {
  readonly stack: string;
  readonly id: string;
}

/** Every tenant that has a file. */
function tenants(folder: string): Tenant[] {
  return readdirSync(folder).flatMap((name) => {
    const stack = /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1];
    const text = stack === undefined ? "" : readFileSync(join(folder, name), "utf8");
    if (stack === undefined || !/^\s+["']?aybiza:tenant["']?:/m.test(text)) return [];
    const tenant = new StackDocument(name, text).config["aybiza:tenant"] as { id?: unknown } | undefined;
    return typeof tenant?.id === "string" ? [{ stack, id: tenant.id }] : [];
  });
}

function several(tenant: string, found: readonly Tenant[]): UserError {
  const stacks = found.map(({ stack }) => stack);
  return usageError("tenant-ambiguous", `tenant ${tenant} is in ${stacks.length} regions`, [
    `Name the stack:  ${stacks.join(", ")}`,
  ]);
}

function unknown(tenant: string, known: readonly Tenant[]): UserError {
  const ids = [...new Set(known.map(({ id }) => id))].sort();
  const meant = nearest(tenant, [...ids, ...known.map(({ stack }) => stack)]);
  return usageError("tenant-unknown", `there is no tenant ${tenant}`, [
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    `Tenants here:  ${ids.join(", ")}`,
  ]);
}
