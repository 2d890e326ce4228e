import { join } from "node:path";
import { loadStackFile, type TenantFile } from "../domain/config/load.ts";
import { nearest } from "../domain/config/nearest.ts";
import { type Stack, stackFileName, stacksIn, tenantsNamed } from "../domain/config/stacks.ts";
import type { UserError } from "../domain/user-error.ts";
import { usageError } from "./exit.ts";

/** A tenant's stack with its checked file. */
export interface Tenant {
  readonly stack: string;
  /** Path of its file. */
  readonly path: string;
  readonly file: TenantFile;
  /** AWS location of the stack, from its file. */
  readonly awsRegion: string;
  readonly awsProfile: string | undefined;
}

/**
 * Finds a tenant by its id or by the name of its stack.
 *
 * @param folder folder of stack files
 * @throws UserError if there is no such tenant, or several; StackFileError if its file is invalid
 */
export function tenantNamed(folder: string, wanted: string): Tenant {
  const found = tenantsNamed(folder, wanted);
  const exact = found.find(({ stack }) => stack === wanted) ?? (found.length === 1 ? found[0] : undefined);
  if (exact === undefined) throw found.length > 1 ? ambiguous(wanted, found) : unknown(wanted, folder);
  const { stack } = exact;
  const file = loadStackFile(folder, stack) as TenantFile;
  const { config } = file.document;
  return {
    stack,
    file,
    path: join(folder, stackFileName(stack)),
    awsRegion: String(config["aws:region"]),
    awsProfile: config["aws:profile"] as string | undefined,
  };
}

/** Lists every tenant of a folder, for the user to choose from. */
export const tenantsIn = (folder: string): Stack[] => stacksIn(folder).filter(({ kind }) => kind === "tenant");

function ambiguous(wanted: string, found: readonly Stack[]): UserError {
  const stacks = found.map(({ stack }) => stack);
  return usageError("tenant-ambiguous", `tenant ${wanted} has ${stacks.length} stacks: ${stacks.join(", ")}`, [
    `Name one of the stacks:  ${stacks[0]}`,
  ]);
}

function unknown(wanted: string, folder: string): UserError {
  const tenants = tenantsIn(folder);
  const ids = [...new Set(tenants.map(({ stack, id = stack }) => id))].sort();
  const meant = nearest(wanted, [...ids, ...tenants.map(({ stack }) => stack)]);
  return usageError("tenant-unknown", `there is no tenant ${wanted} in ${folder}`, [
    ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
    `Name one of:  ${ids.join(", ") || "(there are none)"}`,
  ]);
}
