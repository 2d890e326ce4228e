import { notFound } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import { pageSizeOf } from "../../api/paging.ts";
import { render } from "../../api/render.ts";
import { COUNTRIES, capabilitiesOf, formatted, numbersOf, RANGES, type Range } from "../../numbers/inventory.ts";
import type { NumberType } from "../../store.ts";
import type { ApiRequest, Handler } from "../request.ts";
import { nearOf, searchOf } from "./number-search.ts";

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

/** Returns the numbers for sale: those that no account holds. A country without numbers of the type gives 404 (US mobile). */
function search(request: ApiRequest, type: NumberType): JsonObject {
  const country = request.parameters.CountryCode ?? "";
  if (!COUNTRIES[country]?.types.includes(type)) throw notFound(request.path);
  const size = Math.min(pageSizeOf(request.query), request.store.unsettled.searchShows);
  const matches = searchOf(request.query, country, type);
  const found: JsonObject[] = [];
  for (const range of nearOf(request.query, country, rangesOf(country, type))) {
    for (const e164 of numbersOf(range)) {
      if (found.length === size) break;
      if (!request.store.holder(e164) && matches(range, e164)) found.push(show(request, country, range, e164));
    }
  }
  const query = String(request.query);
  return { available_phone_numbers: found, uri: query ? `${request.path}?${query}` : request.path };
}

/** Returns a country's number ranges of a type. Toll-free ranges are shared by all of North America. */
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
