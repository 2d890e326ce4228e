import { join } from "node:path";
import { COUNTRY_CODES, calledBy, countryName, meantCountry } from "../../domain/config/country.ts";
import { nearest } from "../../domain/config/nearest.ts";
import { type RegionConfig, regionSchema } from "../../domain/config/region.ts";
import { regionsIn } from "../../domain/config/stacks.ts";
import { countriesWithLaw, lawOf } from "../../domain/law/law.ts";
import type { CountryLaw } from "../../domain/law/schema.ts";
import { root } from "../../launch/checkout.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { changesSince } from "./diff.ts";
import { offersIn } from "./offers.ts";
import { changeLines, countryLines, listLines, unknownLines } from "./text.ts";

interface RulesOptions {
  readonly why?: boolean;
  readonly diff?: string;
  readonly json?: boolean;
}

/** `aybiza rules` */
export async function rules(
  asked: readonly string[],
  { why = false, diff, json = false }: RulesOptions,
): Promise<number> {
  const paint = paintFor(process.stdout);
  const print = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(""));
  const codes = asked.map(codeOf);
  if (diff !== undefined) {
    const changes = await changesSince(root, diff, codes);
    print(json ? [JSON.stringify({ since: diff, changes })] : changeLines(changes, diff, paint));
    return EXIT.ok;
  }
  const regions = validRegions();
  if (codes.length === 0) {
    const all = countriesWithLaw();
    const rows = all.map((law) => ({ law, regions: servedBy(regions, law.code) }));
    print(
      json
        ? [JSON.stringify({ countries: rows.map(({ law, regions: by }) => summaryOf(law, by)) })]
        : listLines(rows, paint),
    );
    return EXIT.ok;
  }
  const contact = regions.find(({ contacts }) => contacts !== undefined)?.contacts?.support;
  const found = codes.map((code) => ({ code, law: lawOf(code), offers: offersIn(regions, code) }));
  if (json)
    print([
      JSON.stringify({
        countries: found.map(({ code, law, offers }) =>
          law === undefined
            ? { code, name: countryName(code), law: null, contact: contact ?? null }
            : { code, law, offers },
        ),
      }),
    ]);
  else
    for (const [i, { code, law, offers }] of found.entries())
      print([
        ...(i > 0 ? [""] : []),
        ...(law === undefined ? unknownLines(code, contact, paint) : countryLines(law, offers, { why, paint })),
      ]);
  return found.every(({ law }) => law !== undefined) ? EXIT.ok : EXIT.no;
}

const summaryOf = ({ code, name }: CountryLaw, regions: readonly string[]) => ({
  code,
  name,
  callingCode: calledBy(code),
  regions,
});

/** The country that a word means. */
function codeOf(word: string): string {
  const code = meantCountry(word);
  if (code !== undefined) return code;
  const near = nearest(word.toUpperCase(), COUNTRY_CODES);
  throw usageError("country-unknown", `there is no country ${word}`, [
    "Write a country's two letters (ISO 3166-1) or its name in English:  ./aybiza rules GB",
    ...(near === undefined || word.length > 3 ? [] : [`Did you mean ${near} (${countryName(near)})?`]),
  ]);
}

/** The regions of this checkout. A region file with mistakes is left out: `./aybiza check` reports it. */
const validRegions = (): RegionConfig[] =>
  regionsIn(join(root, "stacks")).flatMap(({ document }) => {
    const { data } = regionSchema.safeParse(document.config["aybiza:region"]);
    return data === undefined ? [] : [data];
  });

const servedBy = (regions: readonly RegionConfig[], country: string): string[] =>
  regions.filter(({ countries }) => countries.includes(country)).map(({ id }) => id);
