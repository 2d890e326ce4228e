import { z } from "zod";
import type { ResourceSpec } from "../../kit/define.ts";
import { type Bag, type Context, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Operation } from "../client/collection.ts";
import { isHeldBySuccessor } from "../held-by-successor.ts";
import { refuseOtherAccount } from "../other-account.ts";

/** Dialing permissions of one country. */
interface Permissions {
  readonly lowRiskNumbers: boolean;
  readonly highRiskSpecialNumbers: boolean;
  readonly highRiskTollfraudNumbers: boolean;
}

const NOTHING: Permissions = { lowRiskNumbers: false, highRiskSpecialNumbers: false, highRiskTollfraudNumbers: false };

const flagged = (description: string) =>
  z
    .boolean()
    .optional()
    .meta({ description: `${description} False by default.` });
const permissions = (typeName: string) =>
  z
    .strictObject({
      lowRiskNumbers: flagged("Allow calls to ordinary numbers."),
      highRiskSpecialNumbers: flagged(
        "Allow calls to premium and special numbers, whose ranges are often used for fraud.",
      ),
      highRiskTollfraudNumbers: flagged("Allow calls to numbers known for toll fraud."),
    })
    .meta({ description: "Dialing permissions of one country.", typeName });

const inputs = z.strictObject({
  inheritance: z.boolean().optional().meta({
    description:
      "Inherit the parent account's dialing permissions (in a subaccount). `countries` is refused while this is true. Left unchanged by default.",
  }),
  countries: z.record(z.string(), permissions("DialingPermission")).optional().meta({
    description:
      "Dialing permissions by ISO 3166-1 alpha-2 country code, such as `GB`; `US` includes Canada. Other countries are left unchanged.",
  }),
});

const outputs = z.strictObject({
  accountSid: z.string().meta({ description: "SID of the account.", stable: true }),
  inheritanceBefore: z
    .boolean()
    .optional()
    .meta({ description: "Value of `inheritance` before this resource, which a delete restores." }),
  countriesBefore: z
    .record(z.string(), permissions("EarlierDialingPermission"))
    .meta({ description: "Permissions of the countries before this resource, which a delete restores." }),
});

/**
 * The resource of an account's dialing permissions, which always exist at Twilio.
 * https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource
 */
export const dialingPermissions: ResourceSpec<TwilioClient> = {
  token: "twilio:index:DialingPermissions",
  description:
    "Dialing permissions: which countries the account may call. They always exist. A create records the current permissions of the declared countries, then changes them; a delete, or an update that removes a country, restores the recorded ones. Twilio changes several countries in one request, and the change takes a moment to apply. If a run is killed between the change and its record, the changed permissions count as the earlier ones. Import it by the account's SID: it then has all countries that may be called, and its delete leaves them unchanged.",
  examples: [
    {
      title: "Allow calls to two countries",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const countries = { GB: { lowRiskNumbers: true }, IE: { lowRiskNumbers: true } };
new twilio.DialingPermissions("calls", { countries }, { provider });`,
    },
  ],
  inputs,
  outputs,
  rules({ inputs: { inheritance, countries } }) {
    if (inheritance === true && countries !== undefined) {
      return [
        {
          property: "countries",
          reason: "is ignored while `inheritance` is true: set `inheritance` or `countries`, not both",
        },
      ];
    }
    const wrong = Object.keys(typeof countries === "object" ? countries : {}).filter((iso) => !/^[A-Z]{2}$/.test(iso));
    return wrong.map((iso) => ({
      property: `countries.${iso}`,
      reason: "is not an ISO 3166-1 alpha-2 country code: use two capitals, such as GB",
    }));
  },

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    if (inputs.countries === UNKNOWN) return { state: { ...inputs, accountSid, countriesBefore: UNKNOWN } };
    const before = await beforeOf(ctx, inputs);
    if (!ctx.preview) await change(ctx, inputs, wantedOf(inputs));
    return { id: accountSid, state: { ...inputs, accountSid, ...before } };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, { ...state, accountSid: state.accountSid ?? id });
    const live = await countriesOf(ctx);
    const given: Bag | undefined = inputs.countries;
    const imported = state.accountSid === undefined;
    const names = imported ? Object.keys(live).filter((iso) => differs(live[iso], NOTHING)) : Object.keys(given ?? {});
    const countries = Object.fromEntries(names.map((iso) => [iso, shown(live[iso] ?? NOTHING, given?.[iso])]));
    const found: Bag = {
      ...((imported ? names.length > 0 : given !== undefined) && { countries }),
      ...("inheritance" in inputs && { inheritance: await inheritanceOf(ctx) }),
    };
    const { inheritanceBefore, countriesBefore = {} } = state;
    const before = { countriesBefore, ...(inheritanceBefore !== undefined && { inheritanceBefore }) };
    return { id, inputs: found, state: { ...found, accountSid: ctx.client.accountSid, ...before } };
  },

  async update(ctx, { oldInputs, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    const { accountSid } = ctx.client;
    if (ctx.preview) return { state: { ...newInputs, accountSid, countriesBefore: UNKNOWN } };
    const fresh = await beforeOf(ctx, newInputs);
    const known: Bag = oldState.countriesBefore ?? {};
    const kept = Object.keys(newInputs.countries ?? {}).map((iso) => [iso, known[iso] ?? fresh.countriesBefore[iso]]);
    const left = Object.keys(known).filter((iso) => !(iso in (newInputs.countries ?? {})));
    const inheritanceBefore = oldState.inheritanceBefore ?? fresh.inheritanceBefore;
    const back = Object.fromEntries(left.map((iso) => [iso, known[iso]]));
    const ended = oldInputs.inheritance !== undefined && newInputs.inheritance === undefined;
    const inheritance = ended ? oldState.inheritanceBefore : newInputs.inheritance;
    await change(ctx, { inheritance }, { ...back, ...wantedOf(newInputs) });
    const before = { ...(newInputs.inheritance !== undefined && { inheritanceBefore }) };
    return { state: { ...newInputs, accountSid, countriesBefore: Object.fromEntries(kept), ...before } };
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    // Don't restore the earlier permissions: the replacing resource has set its own.
    if (isHeldBySuccessor(ctx, id)) return;
    await change(ctx, { inheritance: state.inheritanceBefore }, state.countriesBefore ?? {});
  },
};

type Ctx = Context<TwilioClient>;
type Countries = Record<string, Permissions>;

/** Returns the current values of the inputs' properties. */
async function beforeOf(ctx: Ctx, { inheritance, countries }: Bag): Promise<Bag & { countriesBefore: Countries }> {
  const live = countries ? await countriesOf(ctx) : {};
  const unknown = Object.keys(countries ?? {}).filter((iso) => !(iso in live));
  if (unknown.length > 0) {
    const canada = unknown.includes("CA") ? "; Canada is part of US" : "";
    throw new ProviderError(
      "country-unknown",
      `Twilio has no dialing permissions of ${unknown.join(", ")}${canada}. Correct \`countries\``,
    );
  }
  const countriesBefore = Object.fromEntries(Object.keys(countries ?? {}).map((iso) => [iso, live[iso] ?? NOTHING]));
  return { countriesBefore, ...(inheritance !== undefined && { inheritanceBefore: await inheritanceOf(ctx) }) };
}

const wantedOf = ({ countries }: Bag): Countries =>
  Object.fromEntries(
    Object.entries(countries ?? {}).map(([iso, given]) => [iso, { ...NOTHING, ...(given as Permissions) }]),
  );

/** Changes inheritance and countries in the allowed order: countries can be changed only while inheritance is off. */
async function change(ctx: Ctx, { inheritance }: Bag, countries: Countries): Promise<void> {
  if (inheritance === false) await setInheritance(ctx, false);
  if (Object.keys(countries).length > 0) await setCountries(ctx, countries);
  if (inheritance === true) await setInheritance(ctx, true);
}

async function setInheritance(ctx: Ctx, inheritance: boolean): Promise<void> {
  const form = { DialingPermissionsInheritance: inheritance };
  await ctx.client.requests.send({ ...at(ctx, "change its dialing settings", "Settings"), method: "POST", form });
}

async function setCountries(ctx: Ctx, countries: Countries): Promise<void> {
  const updates = Object.entries(countries).map(([iso_code, { lowRiskNumbers, ...risky }]) => ({
    iso_code,
    low_risk_numbers_enabled: String(lowRiskNumbers),
    high_risk_special_numbers_enabled: String(risky.highRiskSpecialNumbers),
    high_risk_tollfraud_numbers_enabled: String(risky.highRiskTollfraudNumbers),
  }));
  const operation = at(ctx, "change its dialing permissions", "DialingPermissions/BulkCountryUpdates");
  await ctx.client.requests.send({ ...operation, method: "POST", form: { UpdateRequest: JSON.stringify(updates) } });
}

interface CountryRecord {
  readonly iso_code: string;
  readonly low_risk_numbers_enabled: boolean;
  readonly high_risk_special_numbers_enabled: boolean;
  readonly high_risk_tollfraud_numbers_enabled: boolean;
}

async function countriesOf(ctx: Ctx): Promise<Countries> {
  const operation = at(ctx, "read its dialing permissions", "DialingPermissions/Countries");
  const all = await ctx.client.requests.list<CountryRecord>(operation, "content");
  return Object.fromEntries(
    all.map((country) => [
      country.iso_code,
      {
        lowRiskNumbers: country.low_risk_numbers_enabled,
        highRiskSpecialNumbers: country.high_risk_special_numbers_enabled,
        highRiskTollfraudNumbers: country.high_risk_tollfraud_numbers_enabled,
      },
    ]),
  );
}

async function inheritanceOf(ctx: Ctx): Promise<boolean> {
  const operation = at(ctx, "read its dialing settings", "Settings");
  return (await ctx.client.requests.send<{ dialing_permissions_inheritance: boolean }>(operation))
    .dialing_permissions_inheritance;
}

const at = ({ signal }: Ctx, what: string, path: string): Operation => ({
  ...{ what, method: "GET", origin: "https://voice.twilio.com", path: `/v1/${path}`, repeatable: true, signal },
});

const differs = (live: Permissions | undefined, other: Permissions) => JSON.stringify(live) !== JSON.stringify(other);

/** Returns the flags that the program sets, and those that are true. */
const shown = (live: Permissions, given: Bag = {}): Bag =>
  Object.fromEntries(Object.entries(live).filter(([name, value]) => name in given || value));
