import { TRAITS, traitsOf } from "./connection-traits.ts";
import { isPlainMap } from "./document.ts";
import { takeOut } from "./edits.ts";
import { checkManifestSizes } from "./manifest-size.ts";
import type { Fix, Problem } from "./problem.ts";
import { setSecretCommand } from "./secret.ts";
import { offeredTypes } from "./tenant-buying.ts";
import { checkDialled } from "./tenant-dialled.ts";
import { checkFallbacks } from "./tenant-fallbacks.ts";
import { checkNumbers } from "./tenant-numbers.ts";
import { checkOthers } from "./tenant-others.ts";
import { type Add, listOf, type TenantParts } from "./tenant-parts.ts";
import { checkTransfers } from "./tenant-transfers.ts";
import type { WrittenConnection } from "./written.ts";

/** What a schema can't say: references between the parts, the region's rules, one number for one tenant. */
export function checkTenant(parts: TenantParts): Problem[] {
  const problems: Problem[] = [];
  const add = (path: readonly PropertyKey[], code: string, message: string, fix: string | Fix) =>
    problems.push({
      code,
      file: parts.document.file,
      line: parts.document.line(path),
      path: parts.document.path(path),
      message,
      ...(typeof fix === "string" ? { fix } : fix),
    });
  checkConnections(parts, add);
  checkNumbers(parts, add);
  checkFallbacks(parts, add);
  checkDialled(parts, add);
  checkOthers(parts, add);
  checkTransfers(parts, add);
  checkManifestSizes(parts, add);
  problems.push(...unreadableOthers(parts));
  return problems;
}

/** A neighbour's file that has a number or an account of this tenant in its text, but can't be read: whose the number is isn't known. */
function unreadableOthers(parts: TenantParts): Problem[] {
  return parts
    .others()
    .filter(({ readable }) => !readable)
    .flatMap(({ problems: [first] }) => first ?? [])
    .map(({ message, ...problem }) => ({
      ...problem,
      code: "unreadable-neighbour",
      message: `${message}; the file may hold a number of ${parts.document.file}, and one number belongs to one tenant`,
    }));
}

function checkConnections(parts: TenantParts, add: Add): void {
  const seen = new Map<string, string>();
  const given = parts.document.config["twilio:credentials"];
  const credentials = isPlainMap(given) ? given : {};
  const ours = parts.region?.carriers.twilio?.accountSid;
  let managed: string | undefined;
  for (const [name, connection] of parts.written.connections) {
    if (traitsOf(connection.type)?.ownsAccount) {
      if (managed !== undefined) {
        add(
          ["aybiza:connections", name],
          "duplicate-account",
          `connection \`${managed}\` is managed too; a tenant has one account with us`,
          `take one of the two out, and let its numbers name \`${managed}\``,
        );
      }
      managed ??= name;
      checkClosing(parts, name, connection, add);
    }
    if (ours !== undefined && connection.accountSid === ours) {
      add(
        ["aybiza:connections", name, "accountSid"],
        "reseller-account",
        `${ours} is AYBIZA's own account in region \`${parts.region?.id}\`, below which managed numbers are kept`,
        "write `type: managed` without an account, or name the tenant's own account",
      );
    }
    if (connection.accountSid !== undefined && /^AC[0-9a-f]{32}$/.test(connection.accountSid)) {
      const first = seen.get(connection.accountSid);
      if (first !== undefined) {
        add(
          ["aybiza:connections", name, "accountSid"],
          "duplicate-account",
          `connection \`${first}\` has the same account`,
          "keep one connection for an account",
        );
      }
      seen.set(connection.accountSid, first ?? name);
      const own = credentials[connection.accountSid];
      if (!isPlainMap(own) || own.authToken === undefined) {
        const at = ["twilio:credentials", connection.accountSid, "authToken"];
        add(
          at,
          "missing-credential",
          `connection \`${name}\` has no auth token: it provisions the account's numbers and verifies its webhooks`,
          `run: ${setSecretCommand(parts.document.file, at)}`,
        );
      }
    }
    checkOffered(parts, name, connection.type, add);
  }
  for (const account of Object.keys(credentials)) {
    // A managed connection's account stands below ours, whose credentials may stand here.
    if (!seen.has(account) && !(managed !== undefined && account === ours)) {
      add(
        ["twilio:credentials", account],
        "unused-credential",
        `no connection of this file is to account ${account}`,
        takeOut(["twilio:credentials", account], ", or correct the SID"),
      );
    }
  }
}

/** An account is closed last: Twilio and its like give up for good whatever a closed account holds. */
function checkClosing(parts: TenantParts, name: string, connection: WrittenConnection, add: Add): void {
  if (!connection.close) return;
  const left = [...parts.written.numbers].filter(([, entry]) => entry.connection === name);
  if (left.length === 0) return;
  add(
    ["aybiza:connections", name, "close"],
    "account-holds-numbers",
    `the account of \`${name}\` still has numbers in this file (${listOf(left.map(([key]) => key))}), and it is closed last`,
    takeOut(["aybiza:connections", name, "close"], ", and release them first (docs/release-a-number.md)"),
  );
}

/** Whether the region offers this type of connection; what it says of one that it doesn't offer is passed on. */
function checkOffered(parts: TenantParts, name: string, type: string | undefined, add: Add): void {
  const rule = Object.entries(parts.region?.integrations ?? {}).find(([offered]) => offered === type)?.[1];
  if (rule === undefined) return;
  const at = ["aybiza:connections", name, "type"];
  const others = parts.region === undefined ? [] : offeredTypes(parts.region);
  const said = `region \`${parts.region?.id}\` says ${rule.availability}${rule.note === undefined ? "" : `: ${rule.note}`}`;
  if (rule.availability === "none" || rule.availability === "planned") {
    add(
      at,
      "integration-not-offered",
      `\`${type}\` connections aren't offered here; ${said}`,
      others.length === 0
        ? "no connection type is offered here yet: name another region, or offer one in the region's file"
        : `use ${others.map((other) => TRAITS[other].phrase).join(" or ")}`,
    );
  }
}
