import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { regionsServing } from "../serving-regions.ts";
import { type RegionTables, regionTables } from "../tables/region-tables.ts";
import { announce, awsLabel, targetOf } from "../target/target.ts";
import { tenantNamed } from "../tenant.ts";
import { linesOf } from "./text.ts";

interface LedgerOptions {
  /** Name of the world in `--world`. */
  readonly world?: string;
  readonly json?: boolean;
}

/** `aybiza ledger` */
export async function ledger(subject: string, options: LedgerOptions): Promise<number> {
  const number = subject.startsWith("+") ? subject : undefined;
  const target = await targetOf(options.world, subject);
  const ledgers =
    number === undefined ? [ledgerOfTenant(target.stacks, subject)] : ledgersOfNumber(target.stacks, number);
  const label = [...new Set(ledgers.map(({ awsProfile }) => awsLabel(target, awsProfile)))].join(", ");
  if (!options.json) announce(label);
  const found: LedgerEntry[] = [];
  for (const { tenant, ...ledger } of ledgers) {
    const tables = regionTables({ ...ledger, env: target.env, verb: "ledger" });
    try {
      const entries = await tables.history(number);
      found.push(...entries.filter((entry) => tenant === undefined || concerns(entry, tenant)));
    } finally {
      tables.close();
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ target: label, entries: found })}\n`);
  else if (found.length === 0) console.log(`The ledger has no entry of ${subject}: no update has recorded one.`);
  else for (const line of linesOf(found, paintFor(process.stdout))) console.log(line);
  return found.length === 0 ? EXIT.no : EXIT.ok;
}

/** A region's ledger, and the tenant whose entries are wanted. */
type Ledger = Omit<RegionTables, "env" | "verb"> & { readonly tenant?: string };

function ledgerOfTenant(stacks: string, wanted: string): Ledger {
  const { file, awsRegion, awsProfile } = tenantNamed(stacks, wanted);
  return { region: file.region.id, awsRegion, awsProfile, tenant: file.tenant.id };
}

/** The ledgers of the regions that serve a number's country. */
const ledgersOfNumber = (stacks: string, number: string): Ledger[] =>
  regionsServing(stacks, number).map(({ region, document: { config } }) => ({
    region: region.id,
    awsRegion: String(config["aws:region"]),
    awsProfile: config["aws:profile"] as string | undefined,
  }));

const concerns = ({ tenant, from, to }: LedgerEntry, asked: string): boolean =>
  tenant === asked || from === asked || to === asked;
