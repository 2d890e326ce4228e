import type { ResourceSpec } from "../../kit/define.ts";
import { changesBetween, rootOf } from "../../kit/diff.ts";
import { type Bag, type Context, PartialFailure, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { createIdempotently } from "../idempotent-create.ts";
import { matchOrder } from "../list-order.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { hasToken, resourceName, withoutToken, withToken } from "../token.ts";
import { unclearedText, unclearedUrls } from "../uncleared-urls.ts";
import { description, examples, inputs, outputs, rules } from "./bundle-definition.ts";
import { type BundleRecord, isEditable } from "./bundle-record.ts";

type Ctx = Context<TwilioClient>;
interface Assignment {
  readonly sid: string;
  readonly object_sid: string;
}

/** The resource of a regulatory bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles */
export const regulatoryBundle: ResourceSpec<TwilioClient> = {
  token: "twilio:index:RegulatoryBundle",
  description,
  examples,
  inputs,
  outputs,
  rules,

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    if (ctx.preview) {
      const unknown = { sid: UNKNOWN, dateCreated: UNKNOWN, regulationSid: UNKNOWN, status: UNKNOWN };
      return { state: { ...inputs, accountSid, ...unknown } };
    }
    const bearers = async () => {
      const same = (await bundles(ctx).list({
        IsoCountry: inputs.isoCountry,
        NumberType: inputs.numberType,
        EndUserType: inputs.endUserType,
      })) as BundleRecord[];
      return same.filter((one) => hasToken(one.friendly_name, ctx.urn));
    };
    // In a replacement, the old bundle has the same token: don't take it over as the new one.
    const known = new Set(ctx.existed ? (await bearers()).map(({ sid }) => sid) : []);
    const find = async () => (await bearers()).find(({ sid }) => !known.has(sid));
    const create = () =>
      bundles(ctx).create({
        ...properties(ctx, inputs),
        // A create can't send an empty URL.
        StatusCallback: inputs.statusCallback || undefined,
        IsoCountry: inputs.isoCountry,
        NumberType: inputs.numberType,
        EndUserType: inputs.endUserType,
        IsTest: inputs.isTest,
      });
    const record = (await find()) ?? (await createIdempotently({ find, create, signal: ctx.signal }));
    return { id: record.sid, state: stateOf(await settle(ctx, record, inputs), inputs) };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await bundles(ctx).fetch(id);
    if (!record) return undefined;
    const { friendlyName, email, statusCallback, items, submit, isTest, revision } = inputs;
    const name = withoutToken(record.friendly_name, ctx.urn);
    const callback = record.status_callback ?? "";
    const live = {
      ...(friendlyName === undefined && name === resourceName(ctx.urn) ? {} : { friendlyName: name }),
      email: record.email ?? email,
      ...(callback !== "" || statusCallback === "" ? { statusCallback: callback } : {}),
      ...(await kindOf(ctx, record, state)),
      ...(isTest !== undefined && { isTest }),
      ...(revision !== undefined && { revision }),
      ...submitted(record, submit),
    };
    const shown = items === undefined ? live : { ...live, items: matchOrder(await heldItems(ctx, id), items) };
    return { id, inputs: shown, state: stateOf(record, shown) };
  },

  async update(ctx, { id, oldInputs, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    const record = await bundles(ctx).fetch(id);
    if (!record) throw new ProviderError("bundle-missing", `bundle ${id} no longer exists. Run \`pulumi refresh\``);
    await refuseLate(ctx, record, oldInputs, newInputs);
    if (ctx.preview) {
      const { regulationSid, sid, accountSid, dateCreated } = oldState;
      return { state: { ...newInputs, sid, accountSid, dateCreated, regulationSid, status: UNKNOWN } };
    }
    return { state: stateOf(await settle(ctx, record, newInputs), newInputs) };
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    const record = await bundles(ctx).fetch(id);
    if (!record) return;
    if (record.status === "pending-review" || record.status === "in-review") {
      throw new ProviderError(
        "bundle-in-review",
        `bundle ${id} can't be deleted while it is ${record.status}. Wait for Twilio's review to end, then run the command again`,
      );
    }
    await bundles(ctx).delete(id);
  },
};

const bundles = ({ client, signal }: Ctx) =>
  client
    .product("numbers", "v2")
    .collection<BundleRecord>({ path: "RegulatoryCompliance/Bundles", key: "results", noun: "bundle", signal });

const assignments = ({ client, signal }: Ctx, id: string) =>
  client.product("numbers", "v2").collection<Assignment>({
    path: `RegulatoryCompliance/Bundles/${id}/ItemAssignments`,
    key: "results",
    noun: "item of bundle",
    signal,
  });

/** Sets name, email, items and status. If a step fails, the engine still records the bundle. */
async function settle(ctx: Ctx, record: BundleRecord, inputs: Bag): Promise<BundleRecord> {
  try {
    if (!isEditable(record)) return record;
    const wanted = properties(ctx, inputs);
    const differs =
      record.friendly_name !== wanted.FriendlyName ||
      record.email !== wanted.Email ||
      (record.status_callback ?? "") !== wanted.StatusCallback;
    const named = differs ? await bundles(ctx).update(record.sid, wanted) : record;
    const kept = unclearedUrls(["statusCallback"], inputs, named);
    if (kept.length > 0) {
      const has = stateOf(named, { ...inputs, statusCallback: named.status_callback });
      throw new PartialFailure(record.sid, has, [unclearedText(`bundle ${record.sid}`, kept)]);
    }
    if (inputs.items !== undefined) await putItems(ctx, record.sid, inputs.items);
    if (inputs.submit !== true) return named;
    // Twilio accepts a status only in a separate request (error 22204).
    return await bundles(ctx).update(record.sid, { Status: "pending-review" });
  } catch (error) {
    if (error instanceof PartialFailure) throw error;
    const why = `bundle ${record.sid} isn't configured as declared: ${(error as Error).message}. Run \`pulumi up\` again`;
    throw new PartialFailure(record.sid, stateOf(record, inputs), [why], { cause: error });
  }
}

async function putItems(ctx: Ctx, id: string, wanted: readonly string[]): Promise<void> {
  const held = await assignments(ctx, id).list();
  const find = async (sid: string) => (await assignments(ctx, id).list()).find((one) => one.object_sid === sid);
  for (const sid of wanted.filter((sid) => !held.some((one) => one.object_sid === sid))) {
    const create = () => assignments(ctx, id).create({ ObjectSid: sid });
    await createIdempotently({ find: () => find(sid), create, signal: ctx.signal });
  }
  for (const one of held) if (!wanted.includes(one.object_sid)) await assignments(ctx, id).delete(one.sid);
}

const heldItems = async (ctx: Ctx, id: string) => (await assignments(ctx, id).list()).map((one) => one.object_sid);

/** Returns the live value of `submit`: false for a draft; the declared value for a rejected bundle, which waits for a change; otherwise true. */
function submitted({ status }: BundleRecord, submit: unknown): Bag {
  if (status === "twilio-rejected") return submit === undefined ? {} : { submit };
  if (status === "draft") return submit === undefined ? {} : { submit: false };
  return { submit: submit ?? true };
}

/** Returns a bundle's country and types, which never change. Its record has only the regulation's SID, so an import reads the regulation. */
async function kindOf({ client, signal }: Ctx, { regulation_sid: sid }: BundleRecord, state: Bag): Promise<Bag> {
  const { isoCountry, numberType, endUserType } = state;
  if (sid === null || isoCountry !== undefined) return { isoCountry, numberType, endUserType };
  const regulation = await client
    .product("numbers", "v2")
    .collection<{ iso_country: string; number_type: string; end_user_type: string }>({
      path: "RegulatoryCompliance/Regulations",
      key: "results",
      noun: "regulation",
      signal,
    })
    .fetch(sid);
  if (!regulation) return {};
  const { iso_country, number_type, end_user_type } = regulation;
  return { isoCountry: iso_country, numberType: number_type, endUserType: end_user_type };
}

/** Refuses changes that Twilio doesn't accept in the bundle's status. Allows `submit`, `revision`, and items equal to the live ones. */
async function refuseLate(ctx: Ctx, record: BundleRecord, oldInputs: Bag, newInputs: Bag): Promise<void> {
  if (isEditable(record)) return;
  const changed = new Set(Object.keys(changesBetween(oldInputs, newInputs)).map(rootOf));
  for (const name of ["submit", "revision"]) changed.delete(name);
  if (changed.has("items")) {
    const wanted: readonly unknown[] = newInputs.items ?? [];
    const held = newInputs.items === undefined ? [] : await heldItems(ctx, record.sid);
    if (held.length === wanted.length && held.every((sid) => wanted.includes(sid))) changed.delete("items");
  }
  const late = [...changed];
  if (late.length === 0) return;
  const under = record.status === "pending-review" || record.status === "in-review";
  const fix = under
    ? "Wait for Twilio's review to end, then run the command again"
    : "Declare another bundle, get it approved, then set its SID on the numbers";
  throw new ProviderError(
    "bundle-not-editable",
    `${late.join(", ")} of bundle ${record.sid} can't be changed: it is ${record.status}, and Twilio changes only drafts and rejected bundles. ${fix}`,
  );
}

/** Returns the form of all editable properties. It clears a removed status callback. */
const properties = (ctx: Ctx, { friendlyName, email, statusCallback }: Bag) => ({
  FriendlyName: withToken(friendlyName ?? resourceName(ctx.urn), ctx.urn),
  Email: email as string,
  StatusCallback: (statusCallback ?? "") as string,
});

const stateOf = (record: BundleRecord, inputs: Bag): Bag => ({
  ...inputs,
  sid: record.sid,
  accountSid: record.account_sid,
  dateCreated: record.date_created,
  ...(record.regulation_sid && { regulationSid: record.regulation_sid }),
  status: record.status,
  ...(record.valid_until && { validUntil: record.valid_until }),
});
