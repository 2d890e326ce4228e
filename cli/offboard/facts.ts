import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { OTHER_CARRIER } from "../../domain/rules/ending.ts";
import type { Booked, OffboardFacts } from "../../domain/rules/offboard.ts";
import { UserError } from "../../domain/user-error.ts";
import { twilioAccount } from "../target/twilio-account.ts";
import type { Tenant } from "../tenant.ts";
import { type DeployedTenant, deployedTenant, type OffboardSources } from "./deployed.ts";

/** All data that an offboarding depends on. */
export interface Known {
  readonly facts: OffboardFacts;
  readonly held: DeployedTenant | undefined;
  /** The ledger entries that concern the tenant, in order. */
  readonly ledger: readonly LedgerEntry[];
  /** Reasons why a carrier couldn't be asked whether an account still has a number. */
  readonly unasked: readonly string[];
}

/** Options of the command line that name numbers. */
export interface Wishes {
  readonly portOut?: readonly string[];
  readonly release?: readonly string[];
}

/** Opens the tables of the tenant's region. */
export const tablesOf = ({ file, awsRegion, awsProfile }: Tenant, { target, tables }: OffboardSources) =>
  tables({ region: file.region.id, awsRegion, awsProfile, env: target.env, verb: "offboard" });

/**
 * Reads the file, the stack, the ledger and, for numbers that are ported out, the carrier. Changes nothing.
 * @throws UserError if the file has numbers and the stack isn't deployed
 */
export async function knownOf(tenant: Tenant, sources: OffboardSources, wishes: Wishes): Promise<Known> {
  const { file, stack } = tenant;
  const held = await deployedTenant(sources, stack);
  if (held === undefined && Object.keys(file.numbers).length > 0)
    throw new UserError("stack-not-deployed", `stack ${stack} isn't deployed, so its numbers can't be offboarded`, [
      `If it was never deployed, delete ${file.file}`,
      "If another backend has it, log in there:  npx pulumi login",
      "For a rehearsal, add:  --world",
    ]);
  const history = await ledgerOf(tenant, sources);
  const { still, unasked } = await portingOut(tenant, sources, held);
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
      now: sources.now(),
      portOut: new Set(wishes.portOut),
      release: new Set(wishes.release),
    },
  };
}

async function ledgerOf(tenant: Tenant, sources: OffboardSources): Promise<LedgerEntry[]> {
  const tables = tablesOf(tenant, sources);
  try {
    return await tables.history();
  } finally {
    tables.close();
  }
}

/** The ledger state of each number that this tenant still has, with the time of the first entry in that state (so, a quarantine's start). */
function booksOf(history: readonly LedgerEntry[], tenant: string): Map<string, Booked> {
  const books = new Map<string, Booked>();
  for (const { number, tenant: id, state, at } of history) {
    if (id !== tenant || state === "gone") books.delete(number);
    else if (books.get(number)?.state !== state) books.set(number, { state, at });
  }
  return books;
}

/** Asks the carrier whether the account still has each number that is ported out. */
async function portingOut({ file, stack }: Tenant, sources: OffboardSources, held: DeployedTenant | undefined) {
  const still = new Map<string, boolean>();
  const unasked = new Set<string>();
  for (const { number, accountSid, managed, transfer } of Object.values(held?.numbers ?? {})) {
    if (transfer !== OTHER_CARRIER) continue;
    try {
      const { client } = await twilioAccount(sources.target, managed ? undefined : { accountSid, stack });
      const signedInAs = managed ? file.region.carriers.twilio?.accountSid : accountSid;
      if (client.accountSid !== signedInAs)
        throw new UserError(
          "credentials-of-other-account",
          `the environment has credentials of account ${client.accountSid}; a check of ${number} needs those of account ${signedInAs}`,
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
