import { parseE164 } from "../domain/config/e164.ts";
import { loadStackFile, type RegionFile } from "../domain/config/load.ts";
import { regionsIn } from "../domain/config/stacks.ts";
import { usageError } from "./exit.ts";

/**
 * Returns the regions that serve a number's country; all regions for a number whose country isn't known.
 * @throws UserError if the text isn't an E.164 number, or no region serves its country
 */
export function regionsServing(stacks: string, number: string): RegionFile[] {
  const parsed = parseE164(number);
  if (!parsed.ok) throw usageError("number-malformed", parsed.message, parsed.fix);
  const regions = regionsIn(stacks).flatMap(({ stack }) => loadedRegion(stacks, stack) ?? []);
  const served = regions.filter(
    ({ region }) => parsed.country === undefined || region.countries.includes(parsed.country),
  );
  if (served.length > 0) return served;
  const known = regions.map(({ region }) => `${region.id} (${region.countries.join(", ")})`).join("; ");
  throw usageError("country-not-served", `no region serves ${parsed.country}, the country of ${number}`, [
    `Ask for a number of one of these regions:  ${known || "(there are none)"}`,
  ]);
}

/** Loads a region's file; undefined for a tenant's file and for an invalid file, which other commands report. */
function loadedRegion(stacks: string, stack: string): RegionFile | undefined {
  try {
    const file = loadStackFile(stacks, stack);
    return file.kind === "region" ? file : undefined;
  } catch {
    return undefined;
  }
}
