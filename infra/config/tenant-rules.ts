import { formatPath, type Problem } from "./problem.ts";
import type { Connection } from "./tenant.ts";
import { checkFallbacks } from "./tenant-fallbacks.ts";
import { checkNumbers } from "./tenant-numbers.ts";
import { checkOthers } from "./tenant-others.ts";
import { type Add, entriesOf, rawPart, type TenantParts } from "./tenant-parts.ts";

/** What a schema can't say: references between the parts, the region's rules, one number for one tenant. */
export function checkTenant(parts: TenantParts): Problem[] {
  const problems: Problem[] = [];
  const add = (path: readonly PropertyKey[], code: string, message: string, fix: string) =>
    problems.push({
      code,
      file: parts.document.file,
      line: parts.document.line(path),
      path: parts.document.path(path),
      message,
      fix,
    });
  checkConnections(parts, add);
  checkNumbers(parts, add);
  checkFallbacks(parts, add);
  checkOthers(parts, add);
  return problems;
}

function checkConnections(parts: TenantParts, add: Add): void {
  const seen = new Map<string, string>();
  const credentials = rawPart(parts, "twilio:credentials") as Record<string, { authToken?: unknown } | null>;
  for (const [name, connection] of entriesOf<Connection>(parts, "aybiza:connections")) {
    if (typeof connection.accountSid === "string" && /^AC[0-9a-f]{32}$/.test(connection.accountSid)) {
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
      if (credentials[connection.accountSid]?.authToken === undefined) {
        const at = ["twilio:credentials", connection.accountSid, "authToken"];
        add(
          at,
          "missing-credential",
          `connection \`${name}\` has no auth token: it provisions the account's numbers and verifies its webhooks`,
          `run: pulumi config set --secret --path '${formatPath(at)}'`,
        );
      }
    }
    checkOffered(parts, name, connection.type, add);
  }
  for (const account of Object.keys(credentials)) {
    if (!seen.has(account)) {
      add(
        ["twilio:credentials", account],
        "unused-credential",
        `no connection of this file is to account ${account}`,
        "take the credentials out, or correct the SID",
      );
    }
  }
}

/** Whether the region offers this type of connection; what it says of one that it doesn't offer is passed on. */
function checkOffered(parts: TenantParts, name: string, type: string | undefined, add: Add): void {
  const rule = Object.entries(parts.region?.integrations ?? {}).find(([offered]) => offered === type)?.[1];
  if (rule === undefined) return;
  const at = ["aybiza:connections", name, "type"];
  const said = `region \`${parts.region?.id}\` says ${rule.availability}${rule.note === undefined ? "" : `: ${rule.note}`}`;
  if (rule.availability === "none" || rule.availability === "planned") {
    add(
      at,
      "integration-not-offered",
      `\`${type}\` connections aren't offered here; ${said}`,
      "choose a connection type that the region's file offers",
    );
  }
}
