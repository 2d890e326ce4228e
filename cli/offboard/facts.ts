import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { OTHER_CARRIER } from "../../domain/rules/ending.ts";
import type { Booked, OffboardFacts } from "../../domain/rules/offboard.ts";
import { UserError } from "../../domain/user-error.ts";
import { DEFAULT_WORLD } from "../../rehearsal/world-dir.ts";
import { accountFor } from "../search/account.ts";
import type { Tenant } from "../search/tenant.ts";
import { type HeldTenant, heldTenant, type OffboardPlace } from "./place.ts";

/** Everything that is known of a tenant's leaving, and what it was read from. */
export interface Known {
  readonly facts: OffboardFacts;
  readonly held: HeldTenant | undefined;
  /** The ledger's entries that concern the tenant, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Why a carrier couldn't be asked whether a number is still there. */
  readonly unasked: readonly string[];
}

/** What somebody wishes of single numbers. */
export interface Wishes {
  readonly portOut?: readonly string[];
  readonly release?: readonly string[];
}

/** The region's tables, as the tenant's file and the place say. */
export const tablesOf = ({ file }: Tenant, { env, tables }: OffboardPlace) =>
  tables({
    region: file.region.id,
    awsRegion: String(file.document.config["aws:region"]),
    awsProfile: file.document.config["aws:profile"] as string | undefined,
    env,
    verb: "offboard",
  });

/** Reads file, stack, ledger and, of numbers that are ported out, the carrier. Changes nothing. */
export async function knownOf(tenant: Tenant, place: OffboardPlace, wishes: Wishes): Promise<Known> {
  const { file, stack } = tenant;
  const held = await heldTenant(place, stack);
  if (held === undefined && Object.keys(file.numbers).length > 0)
    throw new UserError("stack-not-deployed", `stack ${stack} isn't deployed, so its numbers aren't here to leave`, [
      `If it never was, delete ${file.file}; the backend that has it may be another:  npx pulumi login`,
      "For a rehearsal world, name it:  --name default",
    ]);
  const history = await ledgerOf(tenant, place);
  const { still, unasked } = await portingOut(tenant, place, held);
  const ours = ({ tenant: id, from, to }: LedgerEntry) => [id, from, to].includes(file.tenant.id);
  return {
    held,
    unasked,
    ledger: history.filter(ours),
    facts: {
      numbers: file.numbers,
      connections: file.connections,
      quarantineDays: file.region.numbers.quarantineDays,
      held,
      books: booksOf(history, file.tenant.id),
      isInAccount: (number) => still.get(number),
      now: place.now(),
      portOut: new Set(wishes.portOut),
      release: new Set(wishes.release),
    },
  };
}

async function ledgerOf(tenant: Tenant, place: OffboardPlace): Promise<LedgerEntry[]> {
  const tables = tablesOf(tenant, place);
  try {
    return await tables.history();
  } finally {
    tables.close();
  }
}

/** The last word on each number, where it is that this tenant has it; a rest is as old as its own entry. */
function booksOf(history: readonly LedgerEntry[], tenant: string): Map<string, Booked> {
  const books = new Map<string, Booked>();
  for (const { number, tenant: id, state, at } of history) {
    if (id !== tenant || state === "gone") books.delete(number);
    else if (books.get(number)?.state !== state) books.set(number, { state, at });
  }
  return books;
}

/** Whether the account still has each number that another carrier is to take. */
async function portingOut({ file, stack }: Tenant, place: OffboardPlace, held: HeldTenant | undefined) {
  const still = new Map<string, boolean>();
  const unasked = new Set<string>();
  for (const { number, accountSid, managed, transfer } of Object.values(held?.numbers ?? {})) {
    if (transfer !== OTHER_CARRIER) continue;
    try {
      const { client } = await accountFor({
        world: place.rehearsal ?? DEFAULT_WORLD,
        named: place.rehearsal !== undefined,
        own: managed ? undefined : { accountSid, stack },
        root: place.root,
        env: place.env,
      });
      const above = managed ? file.region.carriers.twilio?.accountSid : accountSid;
      if (client.accountSid !== above)
        throw new UserError(
          "credentials-of-other-account",
          `there are credentials for ${client.accountSid}, not for ${above}`,
        );
      const found = await client.readOnly().at(accountSid).numbers({ PhoneNumber: number });
      still.set(
        number,
        found.some(({ phone_number }) => phone_number === number),
      );
    } catch (error) {
      unasked.add(error instanceof Error ? error.message : String(error));
    }
  }
  return { still, unasked: [...unasked] };
}
