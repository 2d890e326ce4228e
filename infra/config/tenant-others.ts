import type { NumberConfig, TwilioConnection } from "./tenant.ts";
import { type Add, entriesOf, type TenantParts } from "./tenant-parts.ts";

/** One number and one account belong to one tenant: compared with every other tenant file of the checkout. */
export function checkOthers(parts: TenantParts, add: Add): void {
  const numbers = new Map<string, PropertyKey[]>();
  for (const [key, entry] of entriesOf<NumberConfig>(parts, "aybiza:numbers")) {
    const exact = entry.buy?.number;
    const text = key.startsWith("+") || /^\d+$/.test(key) ? key : typeof exact === "string" ? exact : undefined;
    if (text !== undefined)
      numbers.set(
        text.replace(/\D/g, ""),
        text === key ? ["aybiza:numbers", key] : ["aybiza:numbers", key, "buy", "number"],
      );
  }
  const accounts = new Map(
    entriesOf<TwilioConnection>(parts, "aybiza:connections").flatMap(([name, { accountSid }]) =>
      accountSid === undefined ? [] : [[accountSid, name]],
    ),
  );
  for (const other of parts.others()) {
    const id = (other.config["aybiza:tenant"] as { id?: string } | undefined)?.id;
    if (parts.tenant !== undefined && id === parts.tenant.id) {
      const region = (other.config["aybiza:tenant"] as { region?: string }).region;
      if (region === parts.tenant.region)
        add(
          ["aybiza:tenant", "id"],
          "duplicate-tenant",
          `${other.file} declares tenant \`${id}\` in region \`${region}\` too`,
          "give each tenant of a region its own id",
        );
    }
    for (const [key, raw] of Object.entries(
      (other.config["aybiza:numbers"] ?? {}) as Record<string, Partial<NumberConfig> | null>,
    )) {
      // Their file may be wrong: a number without quotes is one to YAML.
      const theirs = [key, raw?.buy?.number ?? ""].map((text) => String(text).replace(/\D/g, ""));
      const digits = theirs.find((text) => numbers.has(text));
      const at = numbers.get(digits ?? "");
      if (at !== undefined && at.length > 0 && !handedOver(parts, String(at[1]), raw ?? {}, id)) {
        add(
          at,
          "duplicate-number",
          `+${digits} belongs to tenant \`${id}\` already (${other.file}:${other.line(["aybiza:numbers", key])}); one number belongs to one tenant`,
          parts.numbers?.[String(at[1])]?.transferFrom === id
            ? `write \`transfer: { to: ${parts.tenant?.id} }\` for it there, deploy that, then this`
            : "take it out of one of the two files",
        );
      }
    }
    for (const connection of Object.values(
      (other.config["aybiza:connections"] ?? {}) as Record<string, { accountSid?: string } | null>,
    )) {
      const name = accounts.get(connection?.accountSid ?? "");
      if (name !== undefined)
        add(
          ["aybiza:connections", name, "accountSid"],
          "duplicate-account",
          `tenant \`${id}\` has the same Twilio account (${other.file}); an account's webhooks are verified for one tenant`,
          "use a subaccount for each tenant",
        );
    }
  }
}

/** While a number changes hands, both files have it: the one gives it, the other takes it. */
function handedOver(parts: TenantParts, key: string, theirs: Partial<NumberConfig>, id: string | undefined): boolean {
  const ours = parts.numbers?.[key];
  const own = parts.tenant?.id;
  if (ours === undefined || own === undefined || id === undefined) return false;
  const given = ours.transfer?.to === id && theirs.transferFrom === own;
  const taken = ours.transferFrom === id && theirs.transfer?.to === own;
  return given || taken;
}
