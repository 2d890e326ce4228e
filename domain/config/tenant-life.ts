import { traitsOf } from "./connection-traits.ts";
import { takeOut, write } from "./edits.ts";
import type { Fix } from "./problem.ts";
import type { NumberConfig } from "./tenant.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** How a number's life may go: what the file says of its quarantine, its transfer and its end. */
export function checkLife(parts: TenantParts, key: string, entry: WrittenNumber, at: string[], add: Add): void {
  const traits = traitsOf(parts.written.connections.get(entry.connection ?? "")?.type);
  const ownsAccount = traits?.ownsAccount === true;
  const { release, state, transfer, transferFrom } = entry;
  checkMembers(key, entry, at, add);
  if (traits?.quarantines && mayEnd(release) && !restsWhereItEnds(release, state)) {
    const days = parts.region?.numbers.quarantineDays;
    add(
      [...at, "release"],
      "quarantine-first",
      `a managed number is released from quarantine alone${days === undefined ? "" : `: it rests ${days} days`}`,
      restFirst(at, release, state),
    );
  }
  if (entry.notice !== undefined && (state === undefined || state === "active")) {
    const fix = takeOut(
      [...at, "notice"],
      ", or, if callers are to hear it in place of the agent, write `state: quarantined` beside it",
    );
    add([...at, "notice"], "notice-without-quarantine", "only a number in quarantine speaks its notice", fix);
  }
  if (transfer !== undefined) {
    const leaves = transfer.to === "@other-carrier" || transfer.to === "@tenant";
    if (!ownsAccount && !leaves) add([...at, "transfer"], "transfer-not-managed", NOT_MANAGED, ANOTHER_WAY);
    if (ownsAccount && transfer.to === "@tenant") {
      const message = "a managed number is in an account of ours, so it doesn't stay with the tenant";
      add(
        [...at, "transfer", "to"],
        "transfer-target-missing",
        message,
        'write `to: "@other-carrier"`, and let it be ported out',
      );
    }
    if (mayEnd(release)) {
      const message = "a number that is transferred is never released";
      add([...at, "release"], "release-and-transfer", message, takeOut([...at, "release"]));
    }
    if (transfer.to === parts.tenant?.id) {
      add([...at, "transfer", "to"], "transfer-to-itself", "the number is this tenant's already", "name who gets it");
    }
    if (entry.buy?.count !== undefined && !leaves) {
      const fix = "transfer numbers of entries without a `count`";
      add([...at, "transfer"], "transfer-of-many", "an entry with a `count` isn't transferred as a whole", fix);
    }
  }
  if (transferFrom !== undefined) {
    if (!ownsAccount) add([...at, "transferFrom"], "transfer-not-managed", NOT_MANAGED, ANOTHER_WAY);
    if (!key.startsWith("+")) {
      const fix = "write the E.164 number as the key, without `buy`";
      add([...at, "transferFrom"], "transfer-of-what", "a number that is given is known: nothing is bought", fix);
    }
    if (transferFrom === parts.tenant?.id) {
      const message = "the number is this tenant's already";
      add([...at, "transferFrom"], "transfer-to-itself", message, "name who gives it");
    }
  }
}

const NOT_MANAGED = "only numbers of `managed` connections are transferred: all their accounts are below ours";
const ANOTHER_WAY = "a number of a tenant's own account is handed back, and adopted by the other tenant";

/** Those that may be released go into quarantine, and no others: each number in it is out of service. */
function restFirst(at: string[], release: NumberConfig["release"], state: NumberConfig["state"]): Fix {
  const after = "; when the days are over, take it out of the file (docs/release-a-number.md)";
  if (!Array.isArray(release)) return write([...at, "state"], "quarantined", ` beside it${after}`);
  const resting = typeof state === "object" ? state.quarantined : [];
  return write([...at, "state"], { quarantined: [...new Set([...resting, ...release])] }, ` beside it${after}`);
}

const mayEnd = (release: NumberConfig["release"]): boolean => release !== undefined && release !== false;

/** Whether all that may be released is in quarantine. */
function restsWhereItEnds(release: NumberConfig["release"], state: NumberConfig["state"]): boolean {
  if (state === "quarantined") return true;
  if (typeof state !== "object") return false;
  return Array.isArray(release) && release.every((name) => state.quarantined?.includes(name));
}

/** Names of single numbers belong to an entry that has several. */
function checkMembers(key: string, { state, buy }: WrittenNumber, at: string[], add: Add): void {
  if (typeof state !== "object") return;
  const count = buy?.count ?? 0;
  for (const name of state.quarantined) {
    const index = Number(/-(\d+)$/.exec(name)?.[1]);
    if (name === `${key}-${index}` && index <= count) continue;
    add(
      [...at, "state", "quarantined"],
      "unknown-member",
      `\`${name}\` is no number of this entry`,
      count === 0
        ? takeOut([...at, "state"], `; \`state: quarantined\` would put \`${key}\` itself out of service`)
        : `name ${key}-1 to ${key}-${count}`,
    );
  }
}
