import type { StackDocument } from "./document.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";
import { type WrittenNumber, written } from "./written.ts";

/** One number and one account belong to one tenant: compared with every other tenant file of the checkout. */
export function checkOthers(parts: TenantParts, add: Add): void {
  const numbers = new Map<string, string[]>();
  for (const [key, { buy }] of parts.written.numbers) {
    const text = key.startsWith("+") || /^\d+$/.test(key) ? key : buy?.number;
    const at = ["aybiza:numbers", key];
    if (text !== undefined) numbers.set(digitsOf(text), text === key ? at : [...at, "buy", "number"]);
  }
  const accounts = new Map(
    [...parts.written.connections].flatMap(([name, { accountSid }]) =>
      accountSid === undefined ? [] : [[accountSid, name] as const],
    ),
  );
  for (const other of parts.others()) {
    if (!other.readable) continue;
    const { id, region } = tenantOf(other);
    if (parts.tenant !== undefined && id === parts.tenant.id && region === parts.tenant.region) {
      add(
        ["aybiza:tenant", "id"],
        "duplicate-tenant",
        `${other.file} declares tenant \`${id}\` in region \`${region}\` too`,
        "give each tenant of a region its own id",
      );
    }
    const theirs = written(other);
    // An entry may be wrong in many ways: its key says whose number it is, whatever its value.
    for (const key of keysOf(other)) {
      const entry = theirs.numbers.get(key) ?? {};
      const digits = [key, entry.buy?.number ?? ""].map(digitsOf).find((text) => numbers.has(text));
      const at = numbers.get(digits ?? "");
      if (at === undefined || handedOver(parts, at[1]!, entry, id)) continue;
      const where = `${other.file}:${other.line(["aybiza:numbers", key])}`;
      add(
        at,
        "duplicate-number",
        `+${digits} belongs to tenant \`${id}\` already (${where}); one number belongs to one tenant`,
        parts.written.numbers.get(at[1]!)?.transferFrom === id
          ? `write \`transfer: { to: ${parts.tenant?.id} }\` for it there, deploy that, then this`
          : "take it out of one of the two files",
      );
    }
    for (const { accountSid } of theirs.connections.values()) {
      const name = accounts.get(accountSid ?? "");
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

const digitsOf = (text: string): string => text.replace(/\D/g, "");

const keysOf = ({ config }: StackDocument): string[] => {
  const numbers = config["aybiza:numbers"];
  return numbers !== null && typeof numbers === "object" ? Object.keys(numbers) : [];
};

function tenantOf({ config }: StackDocument): { readonly id?: unknown; readonly region?: unknown } {
  const tenant = config["aybiza:tenant"];
  return tenant !== null && typeof tenant === "object" ? tenant : {};
}

/** While a number changes hands, both files have it: the one gives it, the other takes it. */
function handedOver(parts: TenantParts, key: string, theirs: WrittenNumber, id: unknown): boolean {
  const ours = parts.written.numbers.get(key);
  const own = parts.tenant?.id;
  if (ours === undefined || own === undefined || id === undefined) return false;
  const given = ours.transfer?.to === id && theirs.transferFrom === own;
  const taken = ours.transferFrom === id && theirs.transfer?.to === own;
  return given || taken;
}
