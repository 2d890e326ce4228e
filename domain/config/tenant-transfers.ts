import { isPlainMap } from "./document.ts";
import { violation } from "./problem.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";

/** Checks that a transfer's receiver is a declared tenant of the same region; otherwise the transfer would never end. */
export function* transferViolations(parts: TenantParts): Violations {
  const own = parts.tenant;
  if (own === undefined) return;
  const targets = [...parts.written.numbers].flatMap(([key, { transfer }]) =>
    transfer?.to === undefined || transfer.to.startsWith("@") || transfer.to === own.id
      ? []
      : [{ key, to: transfer.to }],
  );
  if (targets.length === 0) return;
  const others = parts.others();
  // An unreadable file may declare the tenant, and has its own message.
  if (others.some(({ readable }) => !readable)) return;
  const tenants = others.flatMap(({ config }) => {
    const tenant = config["aybiza:tenant"];
    return isPlainMap(tenant) && tenant.region === own.region && typeof tenant.id === "string" ? [tenant.id] : [];
  });
  for (const { key, to } of targets) {
    if (tenants.includes(to)) continue;
    yield violation(
      ["aybiza:numbers", key, "transfer", "to"],
      "unknown-tenant",
      `no file of this checkout declares tenant \`${to}\` in region \`${own.region}\`; a number is transferred to a tenant of the same region`,
      `correct the id, or add the file of \`${to}\` first`,
    );
  }
}
