import { z } from "zod";
import type { Fix } from "../config/problem.ts";
import type { NumberConfig } from "../config/tenant.ts";
import { membersBack } from "./members-back.ts";
import { someOf } from "./some-of.ts";

/** The stack output `numbers` of a tenant's last update, by key of the file. */
export const heldNumbersSchema = z.record(
  z.string(),
  z.object({
    number: z.string(),
    connection: z.string(),
    accountSid: z.string(),
    /** Whether the number is in an account of AYBIZA's. Outputs of an earlier version omit it. */
    managed: z.boolean().default(false),
    bought: z.boolean(),
    release: z.boolean(),
    /** The `transfer` of the file, after which the entry may be removed without a release. */
    transfer: z.string().optional(),
    /** The entry whose `count` includes the number. */
    entry: z.string().optional(),
  }),
);

/** The numbers of a stack's last update, by key. */
export type HeldNumbers = z.output<typeof heldNumbersSchema>;
type HeldNumber = HeldNumbers[string];

/** The stack output `connections` of a tenant's last update, by name in the file. */
export const heldConnectionsSchema = z.record(
  z.string(),
  z.object({ type: z.string(), accountSid: z.string(), close: z.boolean().default(false) }),
);

/** The connections of a stack's last update, each with its account. */
export type HeldConnections = z.output<typeof heldConnectionsSchema>;

/** A number that the file declares. */
export interface DeclaredNumber {
  readonly key: string;
  /** Undefined for a search. */
  readonly number: string | undefined;
  /** Undefined for a managed number: no file names its account. */
  readonly accountSid: string | undefined;
  readonly bought: boolean;
}

/** A refused change of the file: it would lose a live number. */
export interface LiveNumberViolation extends Fix {
  readonly code: "live-number-removed" | "live-number-renamed" | "live-number-moved" | "live-number-changed";
  readonly key: string;
  readonly message: string;
}

/**
 * Checks safety rule 1: no change of a stack file releases a live number or removes its route. An entry may be removed only after an update with
 * `release: true` for it. A renamed entry would release the number under its old key, so that is refused even then. Compares the stack's last
 * outputs with the file.
 *
 * @param entries the file's entries, for the fixes
 */
export function liveNumberViolations(
  held: HeldNumbers,
  declared: readonly DeclaredNumber[],
  entries: Readonly<Record<string, NumberConfig>> = {},
): LiveNumberViolation[] {
  const byKey = new Map(declared.map((d) => [d.key, d]));
  const byNumber = new Map(declared.map((d) => [d.number, d]));
  const violations: LiveNumberViolation[] = [];
  const shrunk = new Map<string, [string, HeldNumber][]>();
  for (const [key, was] of Object.entries(held)) {
    const now = byKey.get(key);
    const renamed = byNumber.get(was.number);
    if (renamed !== undefined && renamed.key !== key) {
      violations.push({
        code: "live-number-renamed",
        key,
        message: `${was.number} was \`${key}\` and is now \`${renamed.key}\`; removing \`${key}\` would ${was.bought ? "release the number for ever" : "leave the number without an agent"}, so a live number keeps its key`,
        fix: `rename \`${renamed.key}\` back to \`${key}\``,
      });
    } else if (now === undefined) {
      if (was.release || was.transfer !== undefined) continue;
      if (was.entry !== undefined) shrunk.set(was.entry, [...(shrunk.get(was.entry) ?? []), [key, was]]);
      else violations.push(removed(key, was, byKey.has(`${key}-1`)));
    } else if (now.accountSid !== (was.managed ? undefined : was.accountSid)) {
      violations.push({
        code: "live-number-moved",
        key,
        message: `${was.number} is in ${accountName(was.managed ? undefined : was.accountSid)}; the file now names a connection to ${accountName(now.accountSid)}, but an update never moves a live number to another account`,
        fix: "write the connection that it had; to move the number, release it there first (docs/release-a-number.md)",
      });
    } else if (now.bought !== was.bought || (now.number !== undefined && now.number !== was.number)) {
      violations.push({
        code: "live-number-changed",
        key,
        message: `\`${key}\` holds ${was.number}${was.bought ? ", which was bought" : ", which was adopted"}; the file now ${now.bought ? "buys" : "adopts"} ${now.number ?? "another number"} under this key, but a key means one number`,
        fix: "restore this entry, and declare the other number under a key of its own",
      });
    }
  }
  return [...violations, ...[...shrunk].map(([entry, members]) => tooFew(entry, members, entries[entry]))];
}

function removed(key: string, was: HeldNumber, counted: boolean): LiveNumberViolation {
  const counting = `to get several like it, keep \`${key}\` and add another entry with a \`count\``;
  return {
    code: "live-number-removed",
    key,
    message: `${was.number} is live and no longer in the file; removing it would ${was.bought ? "release it for ever" : "leave it without an agent"}`,
    fix: `put the entry \`${key}\` back; ${counted ? counting : `if you renamed it, rename it to \`${key}\` again`}; to release the number, write \`release: true\`${was.managed ? " and `state: quarantined`" : ""} for it, run \`pulumi up\`, ${was.managed ? "and after its quarantine " : ""}remove the entry and run \`pulumi up\` again (docs/release-a-number.md)`,
  };
}

/** Maximum count of numbers that a message names. */
const MOST_NAMED = 10;

/** The loss of live numbers by a lower `count` or an `except`. */
function tooFew(
  entry: string,
  members: readonly [string, HeldNumber][],
  now: NumberConfig | undefined,
): LiveNumberViolation {
  const named = members.map(([key, { number }]) => `${key} (${number})`);
  const keys = members.map(([key]) => key);
  const managed = members.some(([, was]) => was.managed);
  const rests = managed ? ` and \`state: { quarantined: [${keys.join(", ")}] }\`` : "";
  const ending =
    members.length > MOST_NAMED ? "list each of them in `release`" : `write \`release: [${keys.join(", ")}]\`${rests}`;
  const back = membersBack(entry, now, keys);
  return {
    code: "live-number-removed",
    key: entry,
    message: `${members.length === 1 ? "a live number is" : `${members.length} live numbers are`} no longer in the file: ${someOf(named, MOST_NAMED)}; removing ${members.length === 1 ? "it" : "them"} would release ${members.length === 1 ? "it" : "them"} for ever`,
    ...back,
    fix: `${back.fix}; to release ${members.length === 1 ? "it" : "them"}, then ${ending}, run \`pulumi up\`, and ${managed ? "after the quarantine " : ""}lower \`count\` again, or list numbers in the middle in \`except\` (docs/release-a-number.md)`,
  };
}

const accountName = (accountSid: string | undefined) =>
  accountSid === undefined ? "the tenant's managed account" : `account ${accountSid}`;
