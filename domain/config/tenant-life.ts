import { OTHER_CARRIER, THE_TENANT } from "../rules/ending.ts";
import { type ConnectionTraits, traitsOf } from "./connection-traits.ts";
import { remove, write } from "./edits.ts";
import { type Fix, violation } from "./problem.ts";
import type { NumberConfig } from "./tenant.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** Checks the settings of a number's life: quarantine, transfer and release. */
export function* lifeViolations(parts: TenantParts, key: string, entry: WrittenNumber, at: string[]): Violations {
  const traits = traitsOf(parts.written.connections.get(entry.connection ?? "")?.type);
  yield* memberViolations(key, entry, at);
  yield* quarantineViolations(parts, traits, entry, at);
  yield* transferToViolations(parts, traits, entry, at);
  yield* transferFromViolations(parts, traits, key, entry, at);
}

function* quarantineViolations(
  parts: TenantParts,
  traits: ConnectionTraits | undefined,
  { release, state, notice }: WrittenNumber,
  at: string[],
): Violations {
  if (traits?.quarantines && mayEnd(release) && !restsWhereItEnds(release, state)) {
    const days = parts.region?.numbers.quarantineDays;
    yield violation(
      [...at, "release"],
      "release-without-quarantine",
      `\`release\` is set for a number in service; a managed number is released only from quarantine${days === undefined ? "" : `, after ${days} days`}`,
      restFirst(at, release, state),
    );
  }
  if (notice !== undefined && (state === undefined || state === "active")) {
    yield violation(
      [...at, "notice"],
      "notice-without-quarantine",
      "`notice` is set for a number in service; only a number in quarantine speaks it",
      remove([...at, "notice"], ", or write `state: quarantined` beside it: callers then hear it instead of the agent"),
    );
  }
}

function* transferToViolations(
  parts: TenantParts,
  traits: ConnectionTraits | undefined,
  { release, transfer, buy }: WrittenNumber,
  at: string[],
): Violations {
  if (transfer === undefined) return;
  const to = [...at, "transfer", "to"];
  const leaves = transfer.to === OTHER_CARRIER || transfer.to === THE_TENANT;
  if (!traits?.ownsAccount && !leaves) yield notManaged([...at, "transfer"]);
  if (traits?.ownsAccount && transfer.to === THE_TENANT) {
    yield violation(
      to,
      "transfer-target-missing",
      "`to` is `@tenant`, but a managed number is in an account of AYBIZA's, not in one of the tenant's",
      'write `to: "@other-carrier"` and have the number ported out',
    );
  }
  if (mayEnd(release)) {
    yield violation(
      [...at, "release"],
      "release-and-transfer",
      `\`release\` and \`transfer\` (to \`${transfer.to}\`) are both set; a number that is transferred is never released`,
      remove([...at, "release"]),
    );
  }
  if (transfer.to === parts.tenant?.id) {
    yield violation(
      to,
      "transfer-to-itself",
      `\`to\` is \`${transfer.to}\`, the tenant that has the number`,
      "write the id of the tenant that gets it",
    );
  }
  if (buy?.count !== undefined && !leaves) {
    yield violation(
      [...at, "transfer"],
      "transfer-with-count",
      `the entry has \`count: ${buy.count}\`; only an entry of one number is transferred`,
      "remove `transfer`; transfer numbers of entries without `count`",
    );
  }
}

function* transferFromViolations(
  parts: TenantParts,
  traits: ConnectionTraits | undefined,
  key: string,
  { transferFrom }: WrittenNumber,
  at: string[],
): Violations {
  if (transferFrom === undefined) return;
  const path = [...at, "transferFrom"];
  if (!traits?.ownsAccount) yield notManaged(path);
  if (!key.startsWith("+")) {
    yield violation(
      path,
      "transferred-number-missing",
      `\`${key}\` isn't an E.164 number; the entry of a transferred number has it as its key, and buys nothing`,
      "write the E.164 number as the key, and remove `buy`",
    );
  }
  if (transferFrom === parts.tenant?.id) {
    yield violation(
      path,
      "transfer-to-itself",
      `\`transferFrom\` is \`${transferFrom}\`, the tenant of this file`,
      "write the id of the tenant that has the number",
    );
  }
}

const notManaged = (path: readonly string[]) =>
  violation(
    path,
    "transfer-not-managed",
    `\`${path.at(-1)}\` is set, but the connection isn't \`managed\`; only numbers in accounts below AYBIZA's parent account are transferred`,
    "release the number in this tenant's file, which hands it back, and adopt it in the other tenant's",
  );

/** The fix that puts exactly the numbers to release into quarantine: others would go out of service. */
function restFirst(at: string[], release: NumberConfig["release"], state: NumberConfig["state"]): Fix {
  const after = "; when the quarantine is over, remove the entry (docs/release-a-number.md)";
  if (!Array.isArray(release)) return write([...at, "state"], "quarantined", ` beside it${after}`);
  const resting = typeof state === "object" ? state.quarantined : [];
  return write([...at, "state"], { quarantined: [...new Set([...resting, ...release])] }, ` beside it${after}`);
}

const mayEnd = (release: NumberConfig["release"]): boolean => release !== undefined && release !== false;

/** Whether every number to release is in quarantine. */
function restsWhereItEnds(release: NumberConfig["release"], state: NumberConfig["state"]): boolean {
  if (state === "quarantined") return true;
  if (typeof state !== "object") return false;
  return Array.isArray(release) && release.every((name) => state.quarantined?.includes(name));
}

/** Checks a `state` that lists numbers, which only an entry with a `count` may have. */
function* memberViolations(key: string, { state, buy }: WrittenNumber, at: string[]): Violations {
  if (typeof state !== "object") return;
  const count = buy?.count ?? 0;
  for (const name of state.quarantined) {
    const index = Number(/-(\d+)$/.exec(name)?.[1]);
    if (name === `${key}-${index}` && index <= count) continue;
    yield violation(
      [...at, "state", "quarantined"],
      "unknown-member",
      count === 0
        ? `\`${name}\` isn't a number of \`${key}\`: an entry without \`count\` is one number`
        : `\`${name}\` isn't one of the numbers \`${key}-1\` to \`${key}-${count}\``,
      count === 0
        ? remove([...at, "state"], `; \`state: quarantined\` would put \`${key}\` itself out of service`)
        : `write names from ${key}-1 to ${key}-${count}`,
    );
  }
}
