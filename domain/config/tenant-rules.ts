import { traitsOf } from "./connection-traits.ts";
import { isPlainMap } from "./document.ts";
import { remove } from "./edits.ts";
import { manifestViolations } from "./manifest-size.ts";
import { type Problem, type Violation, violation } from "./problem.ts";
import { setSecretCommand } from "./secret.ts";
import { dialledViolations } from "./tenant-dialled.ts";
import { documentViolations } from "./tenant-documents.ts";
import { fallbackViolations } from "./tenant-fallbacks.ts";
import { agentLanguages } from "./tenant-languages.ts";
import { numberViolations } from "./tenant-numbers.ts";
import { connectionOffered } from "./tenant-offers.ts";
import { otherTenantViolations } from "./tenant-others.ts";
import { listOf, type TenantParts, type Violations } from "./tenant-parts.ts";
import { transferViolations } from "./tenant-transfers.ts";
import type { WrittenConnection } from "./written.ts";

/** Checks what a schema can't: references between the parts, the region's rules, and that a number belongs to one tenant. */
export function tenantViolations(parts: TenantParts): Violation[] {
  return [
    ...connectionViolations(parts),
    ...numberViolations(parts),
    ...fallbackViolations(parts),
    ...dialledViolations(parts),
    ...otherTenantViolations(parts),
    ...transferViolations(parts),
    ...manifestViolations(parts),
    ...documentViolations(parts),
    ...agentLanguages(parts),
  ];
}

/** Reports unreadable files of other tenants whose text has a number or an account of this tenant: the number may belong to either. */
export function unreadableNeighbours({ document, others }: TenantParts): Problem[] {
  return others()
    .filter(({ readable }) => !readable)
    .flatMap(({ problems: [first] }) => first ?? [])
    .map(({ message, ...problem }) => ({
      ...problem,
      code: "unreadable-neighbour",
      message: `${message}; the file may declare a number of ${document.file}, and a number belongs to one tenant`,
    }));
}

function* connectionViolations(parts: TenantParts): Violations {
  const seen = new Map<string, string>();
  const given = parts.document.config["twilio:credentials"];
  const credentials = isPlainMap(given) ? given : {};
  const parent = parts.region?.carriers.twilio?.accountSid;
  let managed: string | undefined;
  for (const [name, connection] of parts.written.connections) {
    const at = ["aybiza:connections", name];
    if (traitsOf(connection.type)?.ownsAccount) {
      if (managed !== undefined) {
        yield violation(
          at,
          "duplicate-account",
          `connections \`${managed}\` and \`${name}\` are both managed; a tenant has one managed account`,
          `remove one of the two, and write \`connection: ${managed}\` for its numbers`,
        );
      }
      managed ??= name;
      yield* closeViolations(parts, name, connection);
    }
    if (parent !== undefined && connection.accountSid === parent) {
      yield violation(
        [...at, "accountSid"],
        "parent-account-used",
        `${parent} is AYBIZA's own parent account in region \`${parts.region?.id}\`; a tenant's connection can't use it`,
        "write `type: managed` without `accountSid`, or the SID of the tenant's own account",
      );
    }
    if (connection.accountSid !== undefined && /^AC[0-9a-f]{32}$/.test(connection.accountSid)) {
      const first = seen.get(connection.accountSid);
      if (first !== undefined) {
        yield violation(
          [...at, "accountSid"],
          "duplicate-account",
          `connections \`${first}\` and \`${name}\` have the same account; an account has one connection`,
          "remove one of the two",
        );
      }
      seen.set(connection.accountSid, first ?? name);
      const own = credentials[connection.accountSid];
      if (!isPlainMap(own) || own.authToken === undefined) {
        const token = ["twilio:credentials", connection.accountSid, "authToken"];
        yield violation(
          token,
          "missing-credential",
          `connection \`${name}\` has no auth token; provisioning its numbers and verifying its webhooks need one`,
          `run: ${setSecretCommand(parts.document.file, token)}`,
        );
      }
    }
    yield* connectionOffered(parts, name, connection.type);
  }
  for (const account of Object.keys(credentials)) {
    // A managed account is a subaccount of the parent account, so this file may have the parent's credentials.
    if (!seen.has(account) && !(managed !== undefined && account === parent)) {
      yield violation(
        ["twilio:credentials", account],
        "unused-credential",
        `no connection of this file uses account ${account}; a file has credentials only for its own accounts`,
        remove(["twilio:credentials", account], ", or correct the SID"),
      );
    }
  }
}

/** Refuses `close` while the account has numbers: the carrier releases every number of a closed account. */
function* closeViolations(parts: TenantParts, name: string, connection: WrittenConnection): Violations {
  if (!connection.close) return;
  const left = [...parts.written.numbers].filter(([, entry]) => entry.connection === name);
  if (left.length === 0) return;
  const at = ["aybiza:connections", name, "close"];
  yield violation(
    at,
    "account-holds-numbers",
    `the account of \`${name}\` still has numbers in this file (${listOf(left.map(([key]) => key))}); an account is closed after its last number has left`,
    remove(at, ", and release the numbers first (docs/release-a-number.md)"),
  );
}
