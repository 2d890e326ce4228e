import { lawOf } from "../law/law.ts";
import type { CountryLaw } from "../law/schema.ts";
import { CONSENTS } from "./conduct.ts";
import { countryName } from "./country.ts";
import { remove, write } from "./edits.ts";
import { type Violation, violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import { unknownCountry } from "./tenant-offers.ts";
import { listOf, type Violations } from "./tenant-parts.ts";

/** Checks a region's rules against the law of its countries: a region may be stricter than the law, and never looser. */
export function* lawViolations(region: RegionConfig, awsRegion: string | undefined): Violations {
  for (const [i, country] of region.countries.entries()) {
    const law = lawOf(country);
    if (law !== undefined) {
      yield* countryViolations(region, law, awsRegion);
      continue;
    }
    yield violation(
      ["aybiza:region", "countries", i],
      "country-without-law",
      `no law of ${countryName(country)} has been entered, so nothing can check the numbers of this country`,
      `remove ${country}, or ${unknownCountry(country, region.contacts?.support)}`,
    );
  }
}

function* countryViolations(region: RegionConfig, law: CountryLaw, awsRegion: string | undefined): Violations {
  yield* emergencyViolations(region, law);
  yield* placeViolations(region, law, awsRegion);
  yield* retentionViolations(region, law);
  yield* conductViolations(region, law);
}

function* emergencyViolations({ emergency }: RegionConfig, law: CountryLaw): Violations {
  const missing = law.emergency.value.numbers.filter((number) => !emergency.numbers.includes(number));
  if (missing.length === 0) return;
  const at = ["aybiza:region", "emergency", "numbers"];
  const all = [...emergency.numbers, ...missing];
  yield violation(
    at,
    "emergency-number-missing",
    `${missing.join(" and ")} ${missing.length === 1 ? "is an emergency number" : "are emergency numbers"} of ${ruleOf(law, "emergency")}, which an agent's fallback must never dial`,
    write(at, all),
  );
}

/** `France (FR) (domain/law/countries/FR.json)`: where a rule is written. */
const ruleOf = ({ code }: CountryLaw, rule: string) =>
  `${countryName(code)} (\`${rule}\` of domain/law/countries/${code}.json)`;

function* placeViolations({ data }: RegionConfig, law: CountryLaw, awsRegion: string | undefined): Violations {
  const { atRest, voice } = law.residency.value;
  const refuse = (path: readonly PropertyKey[], found: string, allowed: readonly string[], what: string) =>
    violation(
      path,
      "data-outside-law",
      `${what} in ${found}; for ${ruleOf(law, "residency")} it may only be in ${allowed.join(", ")}`,
      `write one of ${allowed.join(", ")}, or serve ${law.code} from another region`,
    );
  if (awsRegion !== undefined && !atRest.includes(awsRegion))
    yield refuse(["aws:region"], awsRegion, atRest, "the tables, and with them callers' data, rest");
  for (const [i, one] of (data.atRest ?? []).entries())
    if (!atRest.includes(one)) yield refuse(["aybiza:region", "data", "atRest", i], one, atRest, "data may rest");
  for (const [i, one] of (data.voice ?? []).entries())
    if (voice.length > 0 && !voice.includes(one))
      yield refuse(["aybiza:region", "data", "voice", i], one, voice, "voice may be carried");
}

function* retentionViolations({ data }: RegionConfig, law: CountryLaw): Violations {
  const { atMostDays = Number.POSITIVE_INFINITY } = law.retention.value;
  const at = ["aybiza:region", "data", "callRetentionDays"];
  const days = data.callRetentionDays;
  if (days > atMostDays)
    yield violation(
      at,
      "kept-too-long",
      `call records are kept for ${days} days; ${ruleOf(law, "retention")} allows at most ${atMostDays}`,
      write(at, atMostDays),
    );
}

function* conductViolations({ conduct }: RegionConfig, law: CountryLaw): Violations {
  const looser = (
    path: readonly string[],
    says: string,
    rule: string,
    fix: Parameters<typeof violation>[3],
  ): Violation => violation(path, "looser-than-law", `${says} is looser than ${ruleOf(law, rule)} asks`, fix);
  const { recording, disclosure, automatedCalls, callingHours } = conduct;
  const at = ["aybiza:region", "conduct"];
  const asked = law.recording.value.consent;
  if (recording !== undefined && CONSENTS.indexOf(recording.consent) < CONSENTS.indexOf(asked)) {
    const path = [...at, "recording", "consent"];
    yield looser(path, `\`${recording.consent}\` for recordings`, "recording", write(path, asked));
  }
  if (disclosure?.required === false && law.disclosure.value.required) {
    const path = [...at, "disclosure", "required"];
    yield looser(path, "an agent that doesn't say that it is a machine", "disclosure", write(path, true));
  }
  if (automatedCalls.allowed && law.automatedCalls.value.allowed === "forbidden") {
    const path = [...at, "automatedCalls", "allowed"];
    yield looser(path, "to allow automated calls", "automatedCalls", write(path, false));
  }
  for (const [day, hours] of Object.entries(callingHours ?? {}) as [keyof typeof law.callingHours.value, Span][]) {
    const allowed = law.callingHours.value[day];
    if (allowed !== undefined && hours.from >= allowed.from && hours.to <= allowed.to) continue;
    const path = [...at, "callingHours", day];
    yield looser(
      path,
      `calls from ${hours.from} to ${hours.to} (${day})`,
      "callingHours",
      allowed === undefined ? remove(path) : write(path, { ...allowed }),
    );
  }
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** Refuses settings of `countries` and `cities` that name a country the region doesn't have, or a city that the law's file doesn't list. */
export function* offerViolations({ countries, integrations, id }: RegionConfig): Violations {
  for (const [type, { countries: offers = {} }] of Object.entries(integrations)) {
    for (const [country, offer] of Object.entries(offers)) {
      const at = ["aybiza:region", "integrations", type, "countries", country];
      if (!countries.includes(country)) {
        yield violation(
          at,
          "country-not-in-region",
          `region \`${id}\` doesn't serve ${countryName(country)}, so it can't offer numbers there`,
          remove(at, `, or add ${country} to \`countries\``),
        );
        continue;
      }
      const known = (lawOf(country)?.numbers.cities?.value ?? []).map(({ name }) => name);
      for (const [i, city] of (offer?.cities ?? []).entries())
        if (!known.includes(city))
          yield violation(
            [...at, "cities", i],
            "unknown-city",
            `${city} isn't a city of domain/law/countries/${country}.json, so its area codes aren't known`,
            known.length === 0
              ? `remove \`cities\`, or add the cities of ${country} to that file`
              : `write one of ${listOf(known)}, or add the city to that file`,
          );
    }
  }
}
