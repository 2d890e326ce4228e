import { z } from "zod";
import type { Fix } from "../config/problem.ts";
import type { NumberConfig } from "../config/tenant.ts";
import { membersBack } from "./members-back.ts";
import { someOf } from "./some-of.ts";

/** What a tenant's stack held after its last update: the stack output `numbers`, by key of the file. */
export const heldNumbersSchema = z.record(
  z.string(),
  z.object({
    number: z.string(),
    connection: z.string(),
    accountSid: z.string(),
    /** In an account of ours; a stack that an earlier version deployed doesn't say. */
    managed: z.boolean().default(false),
    bought: z.boolean(),
    release: z.boolean(),
    /** Who gets it: then it may leave the file, and what leaves isn't released. */
    transfer: z.string().optional(),
    /** The entry whose `count` asks for it. */
    entry: z.string().optional(),
  }),
);

/** The numbers of a stack's last update, by key. */
export type HeldNumbers = z.output<typeof heldNumbersSchema>;
type HeldNumber = HeldNumbers[string];

/** The connections of a stack's last update: the stack output `connections`, by name in the file. */
export const heldConnectionsSchema = z.record(
  z.string(),
  z.object({ type: z.string(), accountSid: z.string(), close: z.boolean().default(false) }),
);

/** Connections, and the account that each stands for. */
export type HeldConnections = z.output<typeof heldConnectionsSchema>;

/** What a file declares, as far as this rule needs it. */
export interface DeclaredNumber {
  readonly key: string;
  /** Unknown for a search. */
  readonly number: string | undefined;
  /** Undefined for a managed number: its account is ours, and known to no file. */
  readonly accountSid: string | undefined;
  readonly bought: boolean;
}

/** A change that would cost a live number, and what to do instead. */
export interface LiveNumberViolation extends Fix {
  readonly code: "live-number-removed" | "live-number-renamed" | "live-number-moved" | "live-number-changed";
  readonly key: string;
  readonly message: string;
}

/**
 * Safety rule 1: no change of a stack file releases a live number or takes its route away. A number may leave the file only in an
 * update after the one that said `release: true` for it. A number that stays under another key would be let go under the old one, so
 * that is refused too, whatever was said before. Compares what the stack held with what the file declares.
 *
 * @param entries the file's entries, which a fix changes
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
        message: `${was.number} is held as \`${key}\`; the file now declares it as \`${renamed.key}\`, and to end the one would ${was.bought ? "give the number up for ever" : "take the number's agent away"}`,
        fix: `keep the entry \`${key}\`, and take the other out: an entry's key never changes while its number lives`,
      });
    } else if (now === undefined) {
      if (was.release || was.transfer !== undefined) continue;
      if (was.entry !== undefined) shrunk.set(was.entry, [...(shrunk.get(was.entry) ?? []), [key, was]]);
      else violations.push(removed(key, was, byKey.has(`${key}-1`)));
    } else if (now.accountSid !== (was.managed ? undefined : was.accountSid)) {
      violations.push({
        code: "live-number-moved",
        key,
        message: `${was.number} is in ${accountName(was.managed ? undefined : was.accountSid)}; the file now names a connection to ${accountName(now.accountSid)}, and a live number isn't moved between accounts by an update`,
        fix: "name the connection that it was on; to move it, release it there first (docs/release-a-number.md)",
      });
    } else if (now.bought !== was.bought || (now.number !== undefined && now.number !== was.number)) {
      violations.push({
        code: "live-number-changed",
        key,
        message: `\`${key}\` holds ${was.number}${was.bought ? ", which was bought" : ", which was adopted"}; the file now asks for ${now.number ?? "another number"}${now.bought ? " to be bought" : " to be adopted"} in its place`,
        fix: "leave this entry as it was, and declare the other number as an entry of its own",
      });
    }
  }
  return [...violations, ...[...shrunk].map(([entry, members]) => tooFew(entry, members, entries[entry]))];
}

function removed(key: string, was: HeldNumber, counted: boolean): LiveNumberViolation {
  const counting = `to have several like it, leave \`${key}\` as it is and declare another entry with a \`count\``;
  return {
    code: "live-number-removed",
    key,
    message: `${was.number} is live and no longer in the file; removing it would ${was.bought ? "give it up for ever" : "take its agent away"}`,
    fix: `put the entry \`${key}\` back; ${counted ? counting : `if you only renamed it, name it \`${key}\` again`}; to give the number up, write \`release: true\`${was.managed ? " and `state: quarantined`" : ""} for it, run \`pulumi up\`, ${was.managed ? "and when it has rested " : ""}take it out and run \`pulumi up\` again (docs/release-a-number.md)`,
  };
}

/** How many numbers a message names. */
const MOST_NAMED = 10;

/** An entry with a count no longer has numbers that live. */
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
    members.length > MOST_NAMED ? "name each of them in `release`" : `write \`release: [${keys.join(", ")}]\`${rests}`;
  const back = membersBack(entry, now, keys);
  return {
    code: "live-number-removed",
    key: entry,
    message: `${members.length === 1 ? "a live number is" : `${members.length} live numbers are`} no longer in the file: ${someOf(named, MOST_NAMED)}; removing ${members.length === 1 ? "it" : "them"} would give ${members.length === 1 ? "it" : "them"} up for ever`,
    ...back,
    fix: `${back.fix}; to give ${members.length === 1 ? "it" : "them"} up, then ${ending}, run \`pulumi up\`, and ${managed ? "when the days of quarantine are over " : ""}lower \`count\` again, or name those in the middle in \`except\` (docs/release-a-number.md)`,
  };
}

const accountName = (accountSid: string | undefined) =>
  accountSid === undefined ? "the tenant's managed account" : `account ${accountSid}`;
