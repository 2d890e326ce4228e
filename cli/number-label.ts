import type { NumberStatus } from "../launch/world/protocol.ts";

/** Describes the owner of a number: tenant and entry by their names in the tenant's file, or, if no stack has the number, its account. */
export const ownerOf = ({ tenant, entry, account }: Omit<NumberStatus, "number" | "inService">): string =>
  tenant === undefined ? account : entry === undefined ? tenant : `${tenant} ${entry}`;
