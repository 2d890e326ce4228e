import { notFound, refused } from "../../api/errors.ts";
import { assign, checkApplications, checkFriendlyName, e164Of, fieldsOf } from "../../api/parameters.ts";
import { emergencyChange, emergencyStatusOf } from "../../numbers/emergency.ts";
import { capabilitiesOf, formatted, numbersOf, RANGES, rangeOf } from "../../numbers/inventory.ts";
import { checkCompliance } from "../../regulatory/compliance.ts";
import type { Fields, IncomingNumber, NumberType, Store } from "../../store.ts";
import { TRUNKS } from "../kinds.ts";
import { type ApiRequest, find, type Handler, showOne, showPage } from "../request.ts";

/** Fields that name the address, bundle and identity required by a country's regulations. */
const COMPLIANCE_SIDS = ["address_sid", "bundle_sid", "identity_sid"];

/** Defaults of a number. */
export const NUMBER_DEFAULTS = {
  address_requirements: "none",
  beta: false,
  emergency_status: "Active",
  emergency_address_status: "unregistered",
  origin: "twilio",
  sms_fallback_method: "POST",
  sms_method: "POST",
  status: "in-use",
  status_callback_method: "POST",
  voice_caller_id_lookup: false,
  voice_fallback_method: "POST",
  voice_method: "POST",
  voice_receive_mode: "voice",
} as const;

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const incomingNumbers: Readonly<Record<string, Handler>> = {
  CreateIncomingPhoneNumber: (request) => create(request),
  CreateIncomingPhoneNumberLocal: (request) => create(request, "local"),
  CreateIncomingPhoneNumberMobile: (request) => create(request, "mobile"),
  CreateIncomingPhoneNumberTollFree: (request) => create(request, "toll-free"),
  ListIncomingPhoneNumber: (request) => list(request),
  ListIncomingPhoneNumberLocal: (request) => list(request, "local"),
  ListIncomingPhoneNumberMobile: (request) => list(request, "mobile"),
  ListIncomingPhoneNumberTollFree: (request) => list(request, "toll-free"),
  FetchIncomingPhoneNumber: (request) => shown(request, find(request, request.store.numbers)),

  UpdateIncomingPhoneNumber(request) {
    const number = find(request, request.store.numbers);
    const { account_sid: target, ...fields } = checked(request, number);
    const { store, account } = request;
    if (typeof target === "string" && target !== number.account_sid) transfer(request, number, target, fields);
    else if (COMPLIANCE_SIDS.some((field) => field in fields)) {
      const country = rangeOf(number.phone_number)?.country ?? "";
      checkCompliance({ store, account, type: number.type, country }, fields, number);
    }
    apply(request, number, fields);
    return shown(request, number);
  },

  DeleteIncomingPhoneNumber(request) {
    request.store.removeNumber(find(request, request.store.numbers));
    request.store.released += 1;
    return undefined;
  },
};

function create(request: ApiRequest, only?: NumberType) {
  const { store, account, form } = request;
  if (only && form.has("AreaCode")) throw refused(21457, "AreaCode Parameter not Supported");
  const e164 = form.get("PhoneNumber") ? normalised(form.get("PhoneNumber") ?? "") : fromAreaCode(request);

  const own = store.holder(e164);
  // "The API will return a 201 and behave as though you ran an UPDATE" (github.com/danielberkompas/ex_twilio/pull/116)
  if (own?.account_sid === account.sid) {
    if (only && own.type !== only) throw typeMismatch(e164, only);
    apply(request, own, checked(request, own));
    return shown(request, own);
  }
  const range = account.test ? testRange(e164) : rangeOf(e164);
  if (own || !range) throw refused(21422, `${e164} is not available`);
  if (only && range.type !== only) throw typeMismatch(e164, only);

  checkTrial(request);
  const fields = checked(request);
  checkCompliance({ store, account, ...range }, fields);
  const number: IncomingNumber = {
    ...store.stamp("PN"),
    account_sid: account.sid,
    phone_number: e164,
    friendly_name: formatted(e164),
    type: range.type,
    capabilities: capabilitiesOf(range.type, e164),
    ...NUMBER_DEFAULTS,
  };
  assign(number, settings(store, fields));
  if (!account.test) {
    store.addNumber(number);
    store.bought += 1;
  }
  return shown(request, number);
}

/** Refuses a second number for a trial account. https://www.twilio.com/docs/api/errors/21404 */
function checkTrial({ store, account }: ApiRequest): void {
  if (account.type !== "Trial" || account.test) return;
  if (![...store.numbers.values()].some((n) => n.account_sid === account.sid)) return;
  const rule = "Trial accounts are allowed only one Twilio number.";
  throw refused(21404, `${rule} To purchase additional numbers, please upgrade your account.`);
}

function list(request: ApiRequest, only?: NumberType) {
  const { query, account } = request;
  const name = query.get("FriendlyName");
  const origin = query.get("Origin");
  const beta = query.get("Beta");
  const pattern = query.get("PhoneNumber") ? patternOf(query.get("PhoneNumber") ?? "") : undefined;
  return showPage(
    request,
    request.store.numbers.values(),
    (n) =>
      n.account_sid === account.sid &&
      (!only || n.type === only) &&
      (!name || n.friendly_name === name) &&
      (!origin || n.origin === origin) &&
      (beta !== "false" || n.beta !== true) &&
      (!pattern || pattern.test(n.phone_number)),
    (n) => ({ emergency_address_status: emergencyStatusOf(request.store, n) }),
  );
}

/**
 * Compiles a list's filter `PhoneNumber=+1415`: "partial numbers", in which * is "a wildcard for any digit" (the OpenAPI file). A
 * plus is allowed only at the beginning.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource#read-multiple-incomingphonenumber-resources
 */
const patternOf = (given: string): RegExp =>
  new RegExp(
    given
      .replace(/[^0-9*+]/g, "")
      .replaceAll("+", "\\+")
      .replaceAll("*", "\\d"),
  );

function normalised(given: string): string {
  const e164 = e164Of(given);
  // The test credentials treat +15005550001 as an invalid number.
  if (e164 === undefined || e164 === "+15005550001") throw refused(21421, `${given} is not a valid number`);
  return e164;
}

function fromAreaCode(request: ApiRequest): string {
  const areaCode = request.form.get("AreaCode");
  if (!areaCode) throw refused(21421, "PhoneNumber or AreaCode is required");
  if (!/^[2-9]\d\d$/.test(areaCode)) throw refused(21451, `Invalid area code: ${areaCode}`);
  if (request.account.test && areaCode === "500") return "+15005550006";
  for (const range of request.account.test ? [] : RANGES.filter((r) => r.areaCode === areaCode)) {
    for (const e164 of numbersOf(range)) if (!request.store.holder(e164)) return e164;
  }
  throw refused(21452, `No phone numbers found in area code ${areaCode}`);
}

/** https://www.twilio.com/docs/iam/test-credentials#test-incoming-phone-numbers-parameters-PhoneNumber */
const testRange = (e164: string) => (e164 === "+15005550006" ? ({ country: "US", type: "local" } as const) : undefined);

const typeMismatch = (e164: string, only: NumberType) =>
  refused(21458, `PhoneNumber Provisioning Type Mismatch: ${e164} is not ${only}`);

function checked(request: ApiRequest, current?: IncomingNumber): Fields {
  const fields = fieldsOf(request.operation, request.form);
  checkFriendlyName(fields);
  checkApplications(request.store, request.account, fields);
  const trunk = fields.trunk_sid;
  if (typeof trunk === "string" && request.store.all(TRUNKS).get(trunk)?.account_sid !== request.account.sid)
    throw notFound(`/v1/Trunks/${trunk}`);
  for (const [kind, code, name] of [
    ["voice", 21405, "Cannot set VoiceFallbackUrl without setting Url"],
    ["sms", 21406, "Cannot set SmsFallbackUrl without setting SmsUrl"],
  ] as const) {
    const url = `${kind}_url` in fields ? fields[`${kind}_url`] : current?.[`${kind}_url`];
    if (fields[`${kind}_fallback_url`] && !url) throw refused(code, name);
  }
  return { ...fields, ...emergencyChange(request.store, request.account, fields, current) };
}

/** Returns the number's fields as an answer shows them at the time of the request. */
const shown = (request: ApiRequest, number: IncomingNumber) =>
  showOne(request, number, { emergency_address_status: emergencyStatusOf(request.store, number) });

function apply(request: ApiRequest, number: IncomingNumber, fields: Fields): void {
  assign(number, { ...settings(request.store, fields), date_updated: request.store.clock() });
}

/** Returns the settings that a form changes: empty parameters reset to defaults; a trunk and a voice application exclude each other. */
function settings(store: Store, { phone_number: _, area_code: __, emergency_status: ___, ...fields }: Fields): Fields {
  const changed: Fields = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, value ?? (NUMBER_DEFAULTS as Fields)[field]]),
  );
  if (changed.voice_application_sid) changed.trunk_sid = undefined;
  else if (changed.trunk_sid) changed.voice_application_sid = undefined;
  return { ...changed, ...clearedBeside(store, changed) };
}

/** Returns the settings that a new application, trunk or URL clears, by `store.unsettled` (Twilio's undocumented behaviour). */
function clearedBeside({ unsettled }: Store, changed: Fields): Fields {
  const taken = Boolean(changed.voice_application_sid || changed.trunk_sid);
  const cleared = unsettled.urlsBesideApplication === "cleared";
  const gone = [
    ...(taken && unsettled.statusCallback === "dropped" ? ["status_callback"] : []),
    ...(taken && cleared ? ["voice_url", "voice_fallback_url"] : []),
    ...(!taken && cleared && changed.voice_url ? ["voice_application_sid", "trunk_sid"] : []),
  ];
  return Object.fromEntries(gone.map((name) => [name, undefined]));
}

/** Moves a number between a parent account and its subaccounts, which only the parent may do. */
function transfer(request: ApiRequest, number: IncomingNumber, target: string, fields: Fields): void {
  const { store, principal } = request;
  const receiver = store.accounts.get(target);
  if (!receiver) throw refused(21471, `Account ${target} does not exist`);
  if (receiver.status !== "active") throw refused(21472, `Account ${target} is not active`);
  const family = store.accounts.get(number.account_sid)?.owner_account_sid;
  if (receiver.owner_account_sid !== family) {
    throw refused(21473, "Transfer target AccountSid is not related to the phone number owner");
  }
  if (principal.account.sid !== family) {
    throw refused(21474, "API User must be the parent account to transfer phone numbers.");
  }
  const country = rangeOf(number.phone_number)?.country ?? "";
  checkCompliance({ store, account: receiver, type: number.type, country }, fields);
  store.moveNumber(number, target);
  if (store.unsettled.settingsOfMoved === "lost") {
    const gone = Object.keys(number).filter((field) => /^(voice|sms|status)_|^trunk_sid$/.test(field));
    assign(number, Object.fromEntries(gone.map((field) => [field, (NUMBER_DEFAULTS as Fields)[field]])));
  }
}
