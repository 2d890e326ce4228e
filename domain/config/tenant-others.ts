import type { StackDocument } from "./document.ts";
import { violation } from "./problem.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";
import { type WrittenNumber, written } from "./written.ts";

/** Checks that each number and account belongs to one tenant, against every other tenant file of the checkout. */
export function* otherTenantViolations(parts: TenantParts): Violations {
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
      yield violation(
        ["aybiza:tenant", "id"],
        "duplicate-tenant",
        `${other.file} declares tenant \`${id}\` in region \`${region}\` too; ids are unique in a region`,
        "write another id in one of the two files",
      );
    }
    const theirs = written(other);
    // An entry's key claims its number even if the entry has mistakes.
    for (const key of keysOf(other)) {
      const entry = theirs.numbers.get(key) ?? {};
      const digits = [key, entry.buy?.number ?? ""].map(digitsOf).find((text) => numbers.has(text));
      const at = numbers.get(digits ?? "");
      if (at === undefined || isHandover(parts, at[1]!, entry, id)) continue;
      const where = `${other.file}:${other.line(["aybiza:numbers", key])}`;
      yield violation(
        at,
        "duplicate-number",
        `+${digits} belongs to tenant \`${id}\` already (${where}); a number belongs to one tenant`,
        parts.written.numbers.get(at[1]!)?.transferFrom === id
          ? `write \`transfer: { to: ${parts.tenant?.id} }\` for it in ${other.file}, deploy that file, then this one`
          : "remove it from one of the two files",
      );
    }
    for (const { accountSid } of theirs.connections.values()) {
      const name = accounts.get(accountSid ?? "");
      if (name !== undefined)
        yield violation(
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

/** Whether two files may both have a number: during its transfer, one has `transfer` and the other `transferFrom`. */
function isHandover(parts: TenantParts, key: string, theirs: WrittenNumber, id: unknown): boolean {
  const ours = parts.written.numbers.get(key);
  const own = parts.tenant?.id;
  if (ours === undefined || own === undefined || id === undefined) return false;
  const goesOut = ours.transfer?.to === id && theirs.transferFrom === own;
  const comesIn = ours.transferFrom === id && theirs.transfer?.to === own;
  return goesOut || comesIn;
}
