import { parseE164 } from "../../domain/config/e164.ts";
import { loadStackFile, type RegionFile } from "../../domain/config/load.ts";
import { regionsIn } from "../../domain/config/stacks.ts";
import type { LedgerEntry } from "../../domain/contract/ledger.ts";
import { EXIT, usageError } from "../exit.ts";
import { placeOf } from "../invoice/place.ts";
import { type RegionTables, regionTables } from "../invoice/tables.ts";
import { tenantFile } from "../invoice/tenant-file.ts";
import { paintFor } from "../paint.ts";
import { linesOf } from "./text.ts";

interface LedgerOptions {
  readonly name: string;
  readonly json?: boolean;
  /** Whether `--name` was given. */
  readonly named: boolean;
}

/** `aybiza ledger` */
export async function ledger(asked: string, options: LedgerOptions): Promise<number> {
  const number = asked.startsWith("+") ? asked : undefined;
  const { stacks, env } = await placeOf(asked, options);
  const places = number === undefined ? [ofTenant(stacks, asked)] : ofNumber(stacks, number);
  const found: LedgerEntry[] = [];
  for (const { tenant, ...place } of places) {
    const tables = regionTables({ ...place, env, verb: "ledger" });
    try {
      const entries = await tables.history(number);
      found.push(...entries.filter((entry) => tenant === undefined || concerns(entry, tenant)));
    } finally {
      tables.close();
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ entries: found })}\n`);
  else if (found.length === 0) console.log(`Nothing is known of ${asked} here: no update has written an entry of it.`);
  else for (const line of linesOf(found, paintFor(process.stdout))) console.log(line);
  return found.length === 0 ? EXIT.no : EXIT.ok;
}

type Where = Omit<RegionTables, "env" | "verb"> & { readonly tenant?: string };

function ofTenant(stacks: string, asked: string): Where {
  const { file, awsRegion, awsProfile } = tenantFile(stacks, asked);
  return { region: file.region.id, awsRegion, awsProfile, tenant: file.tenant.id };
}

/** The regions in which a number may have lived. */
function ofNumber(stacks: string, number: string): Where[] {
  const parsed = parseE164(number);
  if (!parsed.ok) throw usageError("number-malformed", parsed.message, parsed.fix);
  const regions = regionsIn(stacks).flatMap(({ stack }) => loadedRegion(stacks, stack) ?? []);
  const served = regions.filter(
    ({ region }) => parsed.country === undefined || region.countries.includes(parsed.country),
  );
  if (served.length === 0) {
    const known = regions.map(({ region }) => `${region.id} (${region.countries.join(", ")})`).join("; ");
    throw usageError("country-not-served", `no region here has numbers of ${parsed.country}`, [
      `Regions here:  ${known || "none"}`,
    ]);
  }
  return served.map(({ region, document: { config } }) => {
    const awsProfile = config["aws:profile"] as string | undefined;
    return { region: region.id, awsRegion: String(config["aws:region"]), awsProfile };
  });
}

/** Undefined for a tenant's file, and for one with mistakes, which other commands tell. */
function loadedRegion(stacks: string, stack: string): RegionFile | undefined {
  try {
    const file = loadStackFile(stacks, stack);
    return file.kind === "region" ? file : undefined;
  } catch {
    return undefined;
  }
}

const concerns = ({ tenant, from, to }: LedgerEntry, asked: string): boolean =>
  tenant === asked || from === asked || to === asked;
