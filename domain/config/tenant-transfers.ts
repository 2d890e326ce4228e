import { isPlainMap } from "./document.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";

/** A number goes to a tenant that a file of the checkout declares, in the same region: nobody else could take it, and it would never be released. */
export function checkTransfers(parts: TenantParts, add: Add): void {
  const own = parts.tenant;
  if (own === undefined) return;
  const targets = [...parts.written.numbers].flatMap(([key, { transfer }]) =>
    transfer?.to === undefined || transfer.to.startsWith("@") || transfer.to === own.id
      ? []
      : [{ key, to: transfer.to }],
  );
  if (targets.length === 0) return;
  const others = parts.others();
  // One of them may declare the tenant; it has a message of its own.
  if (others.some(({ readable }) => !readable)) return;
  const tenants = others.flatMap(({ config }) => {
    const tenant = config["aybiza:tenant"];
    return isPlainMap(tenant) && tenant.region === own.region && typeof tenant.id === "string" ? [tenant.id] : [];
  });
  for (const { key, to } of targets) {
    if (tenants.includes(to)) continue;
    add(
      ["aybiza:numbers", key, "transfer", "to"],
      "unknown-tenant",
      `no file of this checkout declares tenant \`${to}\` in region \`${own.region}\`, so no tenant would take the number`,
      `correct the id, or add the file of \`${to}\` first`,
    );
  }
}
