import { join } from "node:path";
import { UserError } from "../../domain/user-error.ts";
import { TwilioError } from "../../providers/twilio/client/errors.ts";
import { meantNumber } from "../call/phone-number.ts";
import { EXIT, usageError } from "../exit.ts";
import { isInteractive, paintFor } from "../paint.ts";
import { type Invocation, type Target, targetOf, upCommand } from "../target/target.ts";
import { type OwnAccount, type TwilioAccount, twilioAccount } from "../target/twilio-account.ts";
import { type Tenant, tenantNamed, tenantsIn } from "../tenant.ts";
import { agentFor, connectionFor, regionOfCountry } from "./choices.ts";
import { find, isOffered } from "./find.ts";
import { preparePick } from "./pick.ts";
import { type PricedFound, withPrices } from "./price.ts";
import { hasAreaCodes, type Query } from "./query.ts";
import { chosenAgent, chosenOffer, chosenTenant, linesOf } from "./screen.ts";

/** Options of the command line. */
export interface SearchOptions extends Query {
  readonly limit: number;
  readonly tenant?: string;
  /** The number to pick; true: ask the user for it. */
  readonly pick?: string | true;
  readonly entry?: string;
  readonly agent?: string;
  readonly connection?: string;
  /** Name of the world in `--world`. */
  readonly world?: string;
  readonly json?: boolean;
}

/** `aybiza search` */
export async function search(options: SearchOptions, invocation?: Invocation): Promise<number> {
  const query = queryOf(options);
  const interactive = isInteractive(options.json);
  if (options.pick === true && !interactive)
    throw usageError(
      "pick-without-number",
      "--pick needs a number when not interactive",
      "For example:  --pick +14155550120",
    );
  const wanted = typeof options.pick === "string" ? meantNumber(options.pick, []) : undefined;
  const target = await targetOf(options.world, options.tenant, invocation);
  const stacks = join(target.root, "stacks");
  const tenant = await tenantOf(options, stacks, interactive);
  const connection = tenant && connectionFor(tenant, options.connection);
  const own = tenant && ownAccount(tenant, connection!);
  const account = await twilioAccount(target, own);
  const region = own === undefined ? (tenant?.file.region ?? regionOfCountry(stacks, query.country)) : undefined;
  const found = await explained(account, () => find(account.client, query, options.limit));
  const priced = await explained(account, () => withPrices(account.client, found, region));
  const isForSale = async (number: string) =>
    found.offers.some((one) => one.number === number) ||
    (await explained(account, () => isOffered(account.client, query, number)));
  const picked = await pickOf(priced, { options, tenant, connection, wanted, interactive, isForSale });
  if (options.json) {
    const { offers: numbers, alternatives } = priced;
    const { accountSid } = account.client;
    console.log(JSON.stringify({ target: account.label, account: accountSid, numbers, alternatives, picked }));
  } else {
    for (const line of linesOf(query, account.label, priced, paintFor(process.stdout))) console.log(line);
    if (picked !== undefined) tellPicked(picked, tenant!, target);
  }
  return found.offers.length > 0 || picked !== undefined ? EXIT.ok : EXIT.no;
}

/** The tenant's own account, if the connection buys into it. */
function ownAccount({ file, stack }: Tenant, connection: string): OwnAccount | undefined {
  const settings = file.connections[connection]!;
  return "accountSid" in settings ? { accountSid: settings.accountSid, stack } : undefined;
}

function tellPicked({ number, entry, file, line }: Picked, { stack }: Tenant, target: Target): void {
  console.log(`\nWrote ${number} as ${entry} into ${file}:${line}. Not bought yet.`);
  console.log(`Buy it with the next update of ${stack}:  ${upCommand(target, stack)}`);
}

function queryOf(options: SearchOptions): Query {
  const { country, type, areaCode, locality, state, contains, capabilities, addressRequirements } = options;
  const query = { country, type, areaCode, locality, state, contains, capabilities, addressRequirements };
  if (areaCode !== undefined && !hasAreaCodes(query))
    throw usageError("area-code-unsupported", `${country} ${type} numbers can't be searched by area code`, [
      "Search by town (--locality 'London') or by digits (--contains 4420)",
    ]);
  if (state !== undefined && country !== "US" && country !== "CA")
    throw usageError(
      "state-unsupported",
      `${country} numbers can't be searched by state: Twilio does that in the US and Canada only`,
      ["Search by town:  --locality London"],
    );
  return query;
}

/** Determines the tenant to buy for; optional without --pick. */
async function tenantOf(options: SearchOptions, folder: string, interactive: boolean): Promise<Tenant | undefined> {
  if (options.tenant !== undefined) return tenantNamed(folder, options.tenant);
  if (options.pick === undefined) return undefined;
  const stacks = tenantsIn(folder).map(({ stack }) => stack);
  if (stacks.length === 1) return tenantNamed(folder, stacks[0]!);
  if (!interactive)
    throw usageError("pick-without-tenant", "--pick needs a tenant when not interactive", [
      `For example:  --tenant ${stacks[0] ?? "acme-us"}`,
    ]);
  return tenantNamed(folder, await chosenTenant(stacks));
}

interface Picking {
  readonly options: SearchOptions;
  readonly tenant: Tenant | undefined;
  readonly connection: string | undefined;
  readonly wanted: string | undefined;
  readonly interactive: boolean;
  readonly isForSale: (number: string) => Promise<boolean>;
}

/** The entry that was written into the tenant's file, and its place. */
interface Picked {
  readonly number: string;
  readonly tenant: string;
  readonly file: string;
  readonly entry: string;
  readonly line: number;
}

/** Writes the picked number into the tenant's file. A number that the user named must be for sale, but needn't be among the search's results. */
async function pickOf(
  found: PricedFound,
  { options, tenant, connection, wanted, interactive, isForSale }: Picking,
): Promise<Picked | undefined> {
  if (options.pick === undefined || tenant === undefined || connection === undefined) return undefined;
  if (wanted === undefined && found.offers.length === 0 && found.alternatives === undefined) return undefined;
  const number = wanted ?? (await chosenOffer(found));
  const agent = agentFor(tenant, options.agent) ?? (interactive ? await chosenAgent(tenant) : undefined);
  if (agent === undefined)
    throw usageError("agent-ambiguous", `${tenant.file.file} has several agents, and --agent names none`, [
      `Name one of:  --agent ${Object.keys(tenant.file.agents).join(", ")}`,
    ]);
  const { entry, line, write } = preparePick({ tenant, number, entry: options.entry, connection, agent });
  if (!(await isForSale(number))) {
    const offered = found.offers.length > 0 ? found.offers : (found.alternatives?.offers ?? []);
    throw new UserError(
      "number-not-for-sale",
      `${number} isn't for sale among ${options.country} ${options.type} numbers`,
      offered.length === 0
        ? "Search again with other criteria"
        : `Pick one of:  ${offered.map((one) => one.number).join(", ")}`,
    );
  }
  write();
  return { number, tenant: tenant.file.tenant.id, file: tenant.file.file, entry, line };
}

/** Converts an error of Twilio to a {@link UserError} with a fix. */
async function explained<T>(account: TwilioAccount, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    if (error.status !== 401) throw new UserError("request-failed", error.message);
    throw new UserError("credentials-rejected", `Twilio rejects the credentials of ${account.label} (401)`, [
      "Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with Twilio's Console",
    ]);
  }
}
