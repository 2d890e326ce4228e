import { calledBy, countryName } from "../../domain/config/country.ts";
import { unknownCountry } from "../../domain/config/tenant-offers.ts";
import type { CountryLaw, Ruled } from "../../domain/law/schema.ts";
import { columns, type Paint } from "../paint.ts";
import type { Change } from "./diff.ts";
import type { CountryOffer } from "./offers.ts";
import { rulesOf, statusOf } from "./ruled.ts";

/** The list of countries with data. */
export function listLines(
  rows: readonly { readonly law: CountryLaw; readonly regions: readonly string[] }[],
  paint: Paint,
): string[] {
  const cells = rows.map(({ law, regions }) => {
    const rules = rulesOf(law);
    const unsettled = rules.filter(({ rule }) => rule.status === "unsettled").length;
    const served = regions.length === 0 ? "no region" : `region ${regions.join(", ")}`;
    return [law.code, law.name, calledBy(law.code), served, `${rules.length} rules, ${unsettled} unsettled`];
  });
  return [...columns(cells, [(text) => paint("bold", text)]), "", "The rules of one:  ./aybiza rules GB"];
}

/** What is known of a country without data, and who answers questions about it. */
export const unknownLines = (code: string, contact: string | undefined, paint: Paint): string[] => [
  `${paint("bold", countryName(code))}: contact support`,
  `  Known: ${calledBy(code)}. No region of this checkout offers anything there.`,
  `  To have numbers there, ${unknownCountry(code, contact)}.`,
];

/** The rules of a country, and what regions offer there. */
export function countryLines(
  law: CountryLaw,
  offers: readonly CountryOffer[],
  { why, paint }: { readonly why: boolean; readonly paint: Paint },
): string[] {
  const rules = rulesOf(law);
  const width = Math.max(...rules.map(({ path }) => path.length));
  return [
    `${paint("bold", countryName(law.code))}, ${calledBy(law.code)}`,
    ...rules.flatMap(({ path, rule }) => [
      `  ${paint("bold", path.padEnd(width))}  ${paint(rule.status === "unsettled" ? "yellow" : "green", statusOf(rule))}`,
      ...valueLines(rule.value).map((line) => `    ${line}`),
      ...(why ? whyLines(rule).map((line) => paint("dim", `    ${line}`)) : []),
    ]),
    "",
    ...(offers.length === 0 ? ["No region of this checkout serves this country."] : offerLines(offers, paint)),
    ...(why ? [] : ["", `Reasons and sources:  ./aybiza rules ${law.code} --why`]),
  ];
}

/** A rule's value in lines of plain text: `consent: announce`. */
function valueLines(value: unknown): string[] {
  if (Array.isArray(value))
    return value.every((one) => typeof one === "string" && one.length < 30)
      ? [value.length === 0 ? "none" : value.join(", ")]
      : value.map((one) => `- ${plain(one)}`);
  if (value === null || typeof value !== "object") return [plain(value)];
  return Object.entries(value).flatMap(([key, one]) => {
    if (Array.isArray(one) && one.some((item) => typeof item !== "string" || item.length >= 30))
      return [`${key}:`, ...one.map((item) => `  - ${plain(item)}`)];
    return [`${key}: ${plain(one)}`];
  });
}

function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(plain).join(", ");
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, one]) => `${key} ${plain(one)}`)
    .join("; ");
}

function whyLines({ why, sources, checked }: Ruled<unknown>): string[] {
  const shown = sources.map((source) => {
    const note = source.note === undefined ? "" : ` (${source.note})`;
    return "url" in source
      ? `source: ${source.url}, read ${source.read}${note}`
      : `source: ${KINDS[source.kind]}${note}`;
  });
  return [...(why === undefined ? [] : [`why: ${why}`]), ...shown, `checked: ${checked}`];
}

const KINDS = {
  memory: "none was read",
  guide: "AYBIZA's product guide",
  searched: "one was looked for, and none was found",
} as const;

function offerLines(offers: readonly CountryOffer[], paint: Paint): string[] {
  return [...new Set(offers.map(({ region }) => region))].flatMap((region) => [
    `Offered by region ${paint("bold", region)}`,
    ...offers
      .filter((offer) => offer.region === region)
      .flatMap(({ connection, availability, promised, since, why, types, cities, month, support }) => [
        `  ${paint("bold", connection.padEnd(9))}  ${availability}${since === undefined ? "" : ` since ${since}`}${promised === undefined ? "" : `, promised: ${promised}`}`,
        ...(why === undefined ? [] : [`    why: ${why}`]),
        ...(Object.keys(types).length === 0 ? [] : [`    types: ${plain(types)}`]),
        ...(cities === undefined ? [] : [`    cities: ${cities.join(", ")}`]),
        ...(Object.keys(month).length === 0 ? [] : [`    month: ${plain(month)}`]),
        ...(support === undefined
          ? []
          : [
              `    support: ${[support.level, support.responseHours && `answer within ${support.responseHours} hours`, support.coverage].filter(Boolean).join(", ")}`,
            ]),
      ]),
  ]);
}

/** What changed since a git ref. */
export function changeLines(changes: readonly Change[], ref: string, paint: Paint): string[] {
  if (changes.length === 0) return [`No rule changed since ${ref}.`];
  const files = [...new Set(changes.map(({ file }) => file))];
  return [
    ...files.flatMap((file) => [
      paint("bold", file),
      ...changes
        .filter((change) => change.file === file)
        .flatMap(({ path, before, after }) => [
          `  ${path}`,
          ...(before === undefined ? [] : [paint("red", `    - ${before}`)]),
          ...(after === undefined ? [] : [paint("green", `    + ${after}`)]),
        ]),
    ]),
    "",
    `${changes.length} ${changes.length === 1 ? "change" : "changes"} since ${ref}`,
  ];
}
