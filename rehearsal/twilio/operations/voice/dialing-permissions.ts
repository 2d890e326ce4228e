import { notFound, refused } from "../../api/errors.ts";
import type { JsonObject } from "../../api/openapi.ts";
import { fieldsOf } from "../../api/parameters.ts";
import { type Account, kind, type Store } from "../../store.ts";
import { inApi } from "../family.ts";
import type { Owned } from "../kinds.ts";
import { type ApiRequest, type Handler, type Shown, showOne, showPage } from "../request.ts";
import COUNTRIES from "./dialing-countries.json" with { type: "json" };
import { VOICE } from "./voice.ts";

const KINDS_OF_NUMBERS = [
  "low_risk_numbers_enabled",
  "high_risk_special_numbers_enabled",
  "high_risk_tollfraud_numbers_enabled",
] as const;

/** An account's permissions for one country, where they differ from the default. */
export interface DialingPermission extends Owned {
  readonly iso_code: string;
  low_risk_numbers_enabled: boolean;
  high_risk_special_numbers_enabled: boolean;
  high_risk_tollfraud_numbers_enabled: boolean;
}
export const DIALING_PERMISSIONS = kind<DialingPermission>("dialing permissions");

/** An account's dialing permission settings, where they differ from the default. */
export interface DialingSettings extends Owned {
  dialing_permissions_inheritance: boolean;
}
export const DIALING_SETTINGS = kind<DialingSettings>("dialing settings");

/** Whether a subaccount inherits its parent's permissions. */
const inherits = (store: Store, { sid, owner_account_sid }: Account): boolean =>
  store.all(DIALING_SETTINGS).get(sid)?.dialing_permissions_inheritance ?? sid !== owner_account_sid;

/** Returns an account's permissions for a country. By default only low-risk numbers of the US and Canada are allowed. */
export function permissionsOf(
  store: Store,
  account: Account,
  iso: string,
): Pick<DialingPermission, (typeof KINDS_OF_NUMBERS)[number]> {
  const owner = inherits(store, account) ? account.owner_account_sid : account.sid;
  const { low_risk_numbers_enabled, high_risk_special_numbers_enabled, high_risk_tollfraud_numbers_enabled } = store
    .all(DIALING_PERMISSIONS)
    .get(`${owner}/${iso}`) ?? {
    low_risk_numbers_enabled: iso === "US",
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
  };
  return { low_risk_numbers_enabled, high_risk_special_numbers_enabled, high_risk_tollfraud_numbers_enabled };
}

/** https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
const handlers: Readonly<Record<string, Handler>> = {
  FetchDialingPermissionsCountry(request) {
    const country = countryOf(request);
    return shown(
      request,
      showOne(request, { ...country, ...permissionsOf(request.store, request.account, country.sid) }),
    );
  },

  ListDialingPermissionsCountry(request) {
    const { query, store, account } = request;
    const wanted = (name: string, value: unknown) =>
      (query.get(name) ?? String(value)).toUpperCase() === String(value).toUpperCase();
    const all = countries().map((country) => ({ ...country, ...permissionsOf(store, account, country.sid) }));
    const page = showPage(
      request,
      all.reverse(),
      (one) =>
        wanted("IsoCode", one.iso_code) &&
        wanted("Continent", one.continent) &&
        (!query.get("CountryCode") || one.country_codes.includes(`+${query.get("CountryCode")?.replace("+", "")}`)) &&
        wanted("LowRiskNumbersEnabled", one.low_risk_numbers_enabled) &&
        wanted("HighRiskSpecialNumbersEnabled", one.high_risk_special_numbers_enabled) &&
        wanted("HighRiskTollfraudNumbersEnabled", one.high_risk_tollfraud_numbers_enabled),
    );
    return { ...page, content: (page.content as JsonObject[]).map((one) => shown(request, one)) };
  },

  /** https://www.twilio.com/docs/voice/api/dialingpermissions-highriskspecialprefix-resource */
  ListDialingPermissionsHrsPrefixes(request) {
    const { prefixes } = countryOf(request);
    return showPage(
      request,
      prefixes.map((prefix) => ({ sid: prefix, prefix })),
      () => true,
    );
  },

  /** https://www.twilio.com/docs/voice/api/dialingpermissions-bulkcountryupdate-resource */
  CreateDialingPermissionsCountryBulkUpdate({ store, account, form }) {
    const updates = parse(form.get("UpdateRequest") ?? "");
    for (const { iso_code, ...wanted } of updates) {
      const key = `${account.sid}/${iso_code}`;
      const earlier = store.all(DIALING_PERMISSIONS).get(key);
      const flags = Object.fromEntries(
        KINDS_OF_NUMBERS.filter((name) => name in wanted).map((name) => [name, String(wanted[name]) === "true"]),
      );
      const before = permissionsOf(store, account, String(iso_code));
      store.all(DIALING_PERMISSIONS).set(key, {
        ...(earlier ?? {
          ...store.dates(),
          sid: String(iso_code),
          account_sid: account.sid,
          iso_code: String(iso_code),
        }),
        ...before,
        ...flags,
        date_updated: store.clock(),
      });
    }
    return { update_count: updates.length, update_request: "accepted" };
  },

  /** https://www.twilio.com/docs/voice/api/dialingpermissions-settings-resource */
  FetchDialingPermissionsSettings: (request) => settings(request),
  UpdateDialingPermissionsSettings(request) {
    const { operation, form, store, account } = request;
    const given = fieldsOf(operation, form).dialing_permissions_inheritance;
    if (typeof given === "boolean") {
      const stamp = { ...store.dates(), sid: account.sid, account_sid: account.sid };
      store.all(DIALING_SETTINGS).set(account.sid, { ...stamp, dialing_permissions_inheritance: given });
    }
    return settings(request);
  },
};

type Country = (typeof COUNTRIES)[number] & Shown;

const countries = (): Country[] => COUNTRIES.map((country) => ({ ...country, sid: country.iso_code }));

function countryOf(request: ApiRequest): Country {
  const country = countries().find(({ iso_code }) => iso_code === request.parameters.IsoCode);
  if (!country) throw notFound(request.path);
  return country;
}

/** Replaces the United States, the OpenAPI example, in the country's links with the country itself. */
function shown({ operation }: ApiRequest, country: JsonObject): JsonObject {
  const url = `${operation.product}/v1/DialingPermissions/Countries/${country.iso_code}`;
  return { ...country, url, links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` } };
}

const settings = ({ operation, store, account }: ApiRequest): JsonObject => ({
  dialing_permissions_inheritance: inherits(store, account),
  url: `${operation.product}/v1/Settings`,
});

function parse(text: string): Record<string, unknown>[] {
  let updates: unknown;
  try {
    updates = JSON.parse(text);
  } catch {
    // Falls through to the error below.
  }
  if (!Array.isArray(updates) || updates.some((one) => !COUNTRIES.some((c) => c.iso_code === one?.iso_code))) {
    throw refused(20001, "UpdateRequest must be a JSON array of objects with the iso_code of a country");
  }
  return updates as Record<string, unknown>[];
}

/** Dialing permissions. https://www.twilio.com/docs/voice/api/dialingpermissions-settings-resource */
export const dialingPermissions: Readonly<Record<string, Handler>> = inApi(VOICE, handlers);
