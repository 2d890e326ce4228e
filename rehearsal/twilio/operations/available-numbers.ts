import { notFound, notModelled, refused } from "../errors.ts";
import {
  type AddressRequirements,
  COUNTRIES,
  capabilitiesOf,
  formatted,
  numbersOf,
  RANGES,
  type Range,
} from "../inventory.ts";
import type { JsonObject } from "../openapi.ts";
import { pageSizeOf } from "../paging.ts";
import { render } from "../render.ts";
import type { NumberType } from "../store.ts";
import type { ApiRequest, Handler } from "./request.ts";

/** https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export const availableNumbers: Readonly<Record<string, Handler>> = {
  ListAvailablePhoneNumberCountry: (request) => ({
    countries: Object.keys(COUNTRIES).map((code) => showCountry(request, code)),
    uri: request.path,
  }),
  FetchAvailablePhoneNumberCountry: (request) => showCountry(request, request.parameters.CountryCode ?? ""),
  ListAvailablePhoneNumberLocal: (request) => search(request, "local"),
  ListAvailablePhoneNumberMobile: (request) => search(request, "mobile"),
  ListAvailablePhoneNumberNational: (request) => search(request, "national"),
  ListAvailablePhoneNumberTollFree: (request) => search(request, "toll-free"),
};

function showCountry(request: ApiRequest, code: string): JsonObject {
  const country = COUNTRIES[code];
  if (!country) throw notFound(request.path);
  const uri = `/2010-04-01/Accounts/${request.account.sid}/AvailablePhoneNumbers/${code}`;
  const shown = render(request.operation, { beta: false, country: country.name, country_code: code }, {});
  return {
    ...shown,
    subresource_uris: Object.fromEntries(
      country.types.map((type) => [type.replaceAll("-", "_"), `${uri}/${PATHS[type]}`]),
    ),
    uri: `${uri}.json`,
  };
}

const PATHS = {
  local: "Local.json",
  mobile: "Mobile.json",
  national: "National.json",
  "toll-free": "TollFree.json",
} as const;

/** A country without numbers of the kind answers 404 (US mobile). Numbers that any account holds are not for sale. */
function search(request: ApiRequest, type: NumberType): JsonObject {
  const country = request.parameters.CountryCode ?? "";
  if (!COUNTRIES[country]?.types.includes(type)) throw notFound(request.path);
  const size = pageSizeOf(request.query);
  const matches = filterOf(request.query, type);
  const found: JsonObject[] = [];
  for (const range of rangesOf(country, type)) {
    for (const e164 of numbersOf(range)) {
      if (found.length === size) break;
      if (!request.store.holder(e164) && matches(range, e164)) found.push(show(request, country, range, e164));
    }
  }
  const query = String(request.query);
  return { available_phone_numbers: found, uri: query ? `${request.path}?${query}` : request.path };
}

/** Toll-free numbers are for the whole of North America. */
const rangesOf = (country: string, type: NumberType): readonly Range[] =>
  RANGES.filter((r) => r.type === type && (r.country === country || (type === "toll-free" && country === "CA")));

function show(request: ApiRequest, country: string, range: Range, e164: string): JsonObject {
  return render(
    request.operation,
    {
      ...range.place,
      address_requirements: range.addressRequirements,
      beta: false,
      capabilities: capabilitiesOf(range.type, e164),
      friendly_name: formatted(e164),
      iso_country: country,
      phone_number: e164,
    },
    {},
  );
}

function filterOf(query: URLSearchParams, type: NumberType): (range: Range, e164: string) => boolean {
  for (const name of ["NearNumber", "NearLatLong", "Distance"]) {
    if (query.get(name)) throw notModelled(`searches by ${name}`);
  }
  const areaCode = query.get("AreaCode");
  const contains = query.get("Contains") ? containsOf(query.get("Contains") ?? "") : undefined;
  const places = (
    [
      ["InLocality", "locality"],
      ["InRegion", "region"],
      ["InPostalCode", "postal_code"],
      ["InRateCenter", "rate_center"],
      ["InLata", "lata"],
    ] as const
  ).flatMap(([name, field]) => (query.get(name) ? [[field, query.get(name)?.toLowerCase()] as const] : []));
  const wanted = (["voice", "sms", "mms", "fax"] as const).flatMap((kind) => {
    const given = query.get(`${kind[0]?.toUpperCase()}${kind.slice(1)}Enabled`)?.toLowerCase();
    return given === "true" || given === "false" ? [[kind, given === "true"] as const] : [];
  });
  const excluded = ADDRESSES.flatMap(([name, requirements]) =>
    query.get(name)?.toLowerCase() === "true" ? requirements : [],
  );
  return (range, e164) =>
    !excluded.includes(range.addressRequirements) &&
    (!areaCode || range.areaCode === areaCode) &&
    (!contains || contains.test(e164)) &&
    places.every(([field, value]) => range.place[field]?.toLowerCase() === value) &&
    wanted.every(([kind, value]) => capabilitiesOf(type, e164)[kind] === value);
}

/** Which numbers a search leaves out, by the address that they ask for. */
const ADDRESSES: readonly (readonly [string, readonly AddressRequirements[]])[] = [
  ["ExcludeAllAddressRequired", ["any", "local", "foreign"]],
  ["ExcludeLocalAddressRequired", ["local"]],
  ["ExcludeForeignAddressRequired", ["foreign"]],
];

/** Digits, letters as on a keypad, and * for any one digit; at least two characters. */
function containsOf(given: string): RegExp {
  if (!/^[+]?[0-9A-Za-z*]{2,}$/.test(given)) throw refused(20422, `Invalid Parameter: Contains ${given}`);
  const digits = given.toLowerCase().replace(/[a-z]/g, (letter) => KEYPAD[letter.charCodeAt(0) - 97] ?? "");
  return new RegExp(digits.replace("+", "^\\+").replaceAll("*", "\\d"));
}

/** a b c are on the 2, d e f on the 3, ... w x y z on the 9. */
const KEYPAD = "22233344455566677778889999";
