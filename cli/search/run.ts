import type { RegionConfig } from "../../domain/config/region.ts";
import { UserError } from "../../domain/user-error.ts";
import { TwilioError } from "../../providers/twilio/client/errors.ts";
import { root as checkout } from "../../rehearsal/paths.ts";
import { meantNumber } from "../call/phone-number.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { type Account, accountFor } from "./account.ts";
import { type Found, find, isOffered, type Offer } from "./find.ts";
import { preparePick } from "./pick.ts";
import { carrierPrices, managedPrice, type Price } from "./price.ts";
import { hasAreaCodes, type Query } from "./query.ts";
import { chosenAgent, chosenOffer, chosenTenant, isInteractive, linesOf } from "./screen.ts";
import { agentFor, connectionFor, regionOfCountry, type Tenant, tenantNamed, tenantStacks } from "./tenant.ts";

/** What the command line gives. */
export interface SearchOptions extends Query {
  readonly limit: number;
  readonly tenant?: string;
  /** True where the number is still to be chosen. */
  readonly pick?: string | true;
  readonly entry?: string;
  readonly agent?: string;
  readonly connection?: string;
  /** The world's name, and whether somebody gave it. */
  readonly name: string;
  readonly named: boolean;
  readonly json?: boolean;
}

/** An offer with its price, where one is known. */
export type Priced = Offer & { readonly price?: Price | undefined };
/** What a search gave, with prices. */
export type PricedFound = Found<Priced>;

/** Where a search takes its stack files and its credentials from. */
export interface SearchPlace {
  /** The folder above `stacks`. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}
const here: SearchPlace = { root: checkout, env: process.env };

/** `aybiza search` */
export async function search(options: SearchOptions, { root, env }: SearchPlace = here): Promise<number> {
  const query = queryOf(options);
  const interactive = isInteractive(options.json);
  if (options.pick === true && !interactive)
    throw usageError("pick-without-number", "--pick has to be told which number here", [
      "For example:  --pick +14155550120",
    ]);
  const wanted = typeof options.pick === "string" ? meantNumber(options.pick, []) : undefined;
  const tenant = await tenantOf(options, root, interactive);
  const connection = tenant && connectionFor(tenant, options.connection);
  const own = connection === undefined ? undefined : tenant?.file.connections[connection];
  const account = await accountFor({
    world: options.name,
    named: options.named,
    own: own !== undefined && "accountSid" in own ? { accountSid: own.accountSid, stack: tenant!.stack } : undefined,
    root,
    env,
  });
  const region =
    own !== undefined && "accountSid" in own
      ? undefined
      : (tenant?.file.region ?? regionOfCountry(root, query.country));
  const found = await explained(account, () => find(account.client, query, options.limit));
  const priced = await explained(account, () => withPrices(account, found, region));
  const isForSale = async (number: string) =>
    found.offers.some((one) => one.number === number) ||
    (await explained(account, () => isOffered(account.client, query, number)));
  const picked = await pickOf(priced, { options, tenant, connection, wanted, interactive, isForSale });
  if (options.json) {
    const { offers: numbers, alternatives } = priced;
    console.log(JSON.stringify({ account: account.client.accountSid, numbers, alternatives, picked }));
  } else {
    for (const line of linesOf(query, account.where, priced, paintFor(process.stdout))) console.log(line);
    if (picked !== undefined) {
      const { number, file, line, entry } = picked;
      console.log(`\n${number} stands as ${entry} in ${file}:${line}; nothing is bought yet.`);
      console.log(`The next update of ${tenant!.stack} buys it:  ${account.up(tenant!.stack)}`);
    }
  }
  return found.offers.length > 0 || picked !== undefined ? EXIT.ok : EXIT.no;
}

function queryOf(options: SearchOptions): Query {
  const { country, type, areaCode, locality, state, contains, capabilities, addressRequirements } = options;
  const query = { country, type, areaCode, locality, state, contains, capabilities, addressRequirements };
  if (areaCode !== undefined && !hasAreaCodes(query))
    throw usageError("area-code-unsupported", `${country} ${type} numbers aren't sought by area code`, [
      "Say where instead (--locality 'London'), or what is in the number (--contains 4420)",
    ]);
  if (state !== undefined && country !== "US" && country !== "CA")
    throw usageError("state-unsupported", `Twilio searches by state in the US and Canada only, not in ${country}`, [
      "Say where by --locality, such as --locality London",
    ]);
  return query;
}

/** The tenant that is meant; without --pick none is needed. */
async function tenantOf(options: SearchOptions, root: string, interactive: boolean): Promise<Tenant | undefined> {
  if (options.tenant !== undefined) return tenantNamed(root, options.tenant);
  if (options.pick === undefined) return undefined;
  const stacks = tenantStacks(root);
  if (stacks.length === 1) return tenantNamed(root, stacks[0]!);
  if (!interactive)
    throw usageError("pick-without-tenant", "--pick has to be told for whom", [`For example:  --tenant ${stacks[0]}`]);
  return tenantNamed(root, await chosenTenant(stacks));
}

interface Picking {
  readonly options: SearchOptions;
  readonly tenant: Tenant | undefined;
  readonly connection: string | undefined;
  readonly wanted: string | undefined;
  readonly interactive: boolean;
  readonly isForSale: (number: string) => Promise<boolean>;
}

/** Writes the chosen number into the tenant's file. One that was named must be for sale still, whether or not the search shows it. */
async function pickOf(found: PricedFound, { options, tenant, connection, wanted, interactive, isForSale }: Picking) {
  if (options.pick === undefined || tenant === undefined || connection === undefined) return undefined;
  if (wanted === undefined && found.offers.length === 0 && found.alternatives === undefined) return undefined;
  const number = wanted ?? (await chosenOffer(found));
  const agent = agentFor(tenant, options.agent) ?? (interactive ? await chosenAgent(tenant) : undefined);
  if (agent === undefined)
    throw usageError("agent-ambiguous", `${tenant.file.file} has several agents`, [
      `Name one with --agent:  ${Object.keys(tenant.file.agents).join(", ")}`,
    ]);
  const { entry, line, write } = preparePick({ tenant, number, entry: options.entry, connection, agent });
  if (!(await isForSale(number))) {
    const offered = found.offers.length > 0 ? found.offers : (found.alternatives?.offers ?? []);
    throw new UserError(
      "number-not-for-sale",
      `${number} can't be bought: it isn't for sale among ${options.country} ${options.type} numbers`,
      offered.length === 0 ? [] : [`These are:  ${offered.map((one) => one.number).join(", ")}`],
    );
  }
  write();
  return { number, tenant: tenant.file.tenant.id, file: tenant.file.file, entry, line };
}

/** Each offer with our price, or, where the region names none, the carrier's. */
async function withPrices(account: Account, found: Found, region: RegionConfig | undefined): Promise<PricedFound> {
  const all = [...found.offers, ...(found.alternatives?.offers ?? [])];
  const ours = (offer: Offer) => managedPrice(region, offer.country, offer.type);
  const country = all.find((offer) => ours(offer) === undefined)?.country;
  const theirs = country === undefined ? undefined : await carrierPrices(account.client, country);
  const priced = (offers: readonly Offer[]): Priced[] =>
    offers.map((offer) => ({ ...offer, price: ours(offer) ?? theirs?.get(offer.type) }));
  const { alternatives } = found;
  return {
    offers: priced(found.offers),
    alternatives: alternatives && { ...alternatives, offers: priced(alternatives.offers) },
  };
}

/** Says what to mend where Twilio doesn't accept who asks. */
async function explained<T>(account: Account, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    const refused = error.status === 401;
    throw new UserError(
      refused ? "credentials-rejected" : "request-failed",
      refused ? `Twilio doesn't accept the credentials of ${account.where}` : error.message,
      refused ? ["Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with Twilio's console"] : [],
    );
  }
}
