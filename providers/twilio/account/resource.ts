import type { ResourceSpec } from "../../kit/define.ts";
import { changesBetween } from "../../kit/diff.ts";
import { type Bag, type Context, PartialFailure, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import { shownInputs } from "../../kit/inputs.ts";
import type { TwilioClient } from "../client/client.ts";
import { createIdempotently } from "../idempotent-create.ts";
import { hasToken, resourceName, withoutToken, withToken } from "../token.ts";
import { close } from "./close.ts";
import { inputs, outputs } from "./definition.ts";
import { type AccountRecord, accounts, refuseOtherOwner } from "./records.ts";
import { isRotated, plannedTokenOutputs, tokenOutputs } from "./sealing.ts";

type Ctx = Context<TwilioClient>;

/**
 * A subaccount of the provider's account. Because it has numbers, it is never replaced, and closed only after an update with `close: true`. No output
 * contains its auth token in plaintext: only a fingerprint, and the token encrypted for `sealFor`.
 * https://www.twilio.com/docs/iam/api/account and https://www.twilio.com/docs/iam/api/subaccounts
 *
 * To manage resources in the subaccount, declare a second provider with the parent account's credentials:
 *
 *     const reseller = new twilio.Provider("reseller", { accountSid: "AC..." });
 *     const acme = new twilio.Account("acme", { sealFor: publicKeyPem }, { provider: reseller, protect: true });
 *     const inside = new twilio.Provider("acme", { accountSid: acme.sid, parentAccountSid: "AC..." });
 *     new twilio.Application("calls", { voiceUrl }, { provider: inside });
 *
 * `sealToken` and `fingerprintOf` (domain/contract/seal.ts) make `sealedAuthToken` and `authTokenFingerprint`. A first preview works: while
 * `acme.sid` is unknown, no request is sent. The parent's credentials are in `twilio:credentials` under its SID, or in the environment
 * (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`).
 */
export const account: ResourceSpec<TwilioClient> = {
  token: "twilio:index:Account",
  description:
    "A subaccount of the provider's account. It is never replaced. A delete closes it, only after an update with `close: true` and only if it has no number; Twilio never reopens a closed account. The provider needs the account's auth token or a Main API key: a Standard key has no access to accounts. No output has the subaccount's auth token in plaintext; with `sealFor`, one has it encrypted. Import it by its SID.",
  examples: [
    {
      title: "Keep a customer's numbers in a subaccount",
      program: `import * as twilio from "@pulumi/twilio";

const accountSid = "AC0123456789abcdef0123456789abcdef";
const reseller = new twilio.Provider("reseller", { accountSid });
const acme = new twilio.Account("acme", { friendlyName: "Acme Dental" }, { provider: reseller, protect: true });

const inside = new twilio.Provider("acme", { accountSid: acme.sid, parentAccountSid: accountSid });
new twilio.Application("calls", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider: inside });

export const subaccount = acme.sid;`,
    },
  ],
  inputs,
  outputs,

  /** Reports a rotated token as a change if `getAccount` read it in this run, so that an update without `--refresh` encrypts the new token. */
  diff(ctx, { id, oldInputs, oldState, newInputs }) {
    const rotated = isSeenRotated(ctx, id, oldState);
    return {
      changes: {
        ...changesBetween(oldInputs, newInputs),
        ...(rotated && { authTokenFingerprint: "update" as const }),
      },
      stables: ["sid", "ownerAccountSid", "type", "dateCreated", ...(rotated ? [] : ["authTokenFingerprint"])],
    };
  },

  async create(ctx, { inputs }) {
    if (ctx.existed) {
      const fix = "Remove what forces the replacement (`replaceOnChanges`, `--replace`, another provider)";
      throw new ProviderError(
        "account-not-replaceable",
        `subaccount ${resourceName(ctx.urn)} can't be replaced: a replacement would lose its numbers. ${fix}`,
      );
    }
    if (ctx.preview) return { state: planned(ctx, inputs) };
    const find = async () =>
      (await accounts(ctx).list()).find(
        (a) => a.sid !== ctx.client.accountSid && a.status !== "closed" && hasToken(a.friendly_name, ctx.urn),
      );
    const create = () => accounts(ctx).create({ FriendlyName: nameFor(ctx, inputs) });
    const record = (await find()) ?? (await createIdempotently({ find, create, signal: ctx.signal }));
    return { id: record.sid, state: stateOf(await settle(ctx, record, inputs), inputs, {}) };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherOwner(ctx, state);
    const record = await accounts(ctx).fetch(id);
    if (!record || record.status === "closed") {
      if (Object.keys(state).length === 0 || inputs.close === true) return undefined;
      throw new PartialFailure(id, state, [lost(id, record)], { inputs });
    }
    if (record.owner_account_sid !== ctx.client.accountSid || record.sid === ctx.client.accountSid) {
      throw new ProviderError(
        "not-a-subaccount",
        `${id} is not a subaccount of ${ctx.client.name}. Import a subaccount of it, or configure the provider for the parent account of ${id}`,
      );
    }
    const live = { friendlyName: withoutToken(record.friendly_name, ctx.urn), status: record.status };
    const defaults = { friendlyName: resourceName(ctx.urn), status: "active" };
    const { friendlyName: _, status: __, ...own } = inputs;
    const shown = { ...own, ...shownInputs({ live, inputs, defaults }) };
    return { id, inputs: shown, state: stateOf(record, shown, state) };
  },

  async update(ctx, { id, oldState, newInputs }) {
    refuseOtherOwner(ctx, oldState);
    const { friendlyName: _, sealFor: __, close: ___, sealedAuthToken: ____, ...rest } = oldState;
    if (ctx.preview) {
      const status = newInputs.status ?? "active";
      const known = isSeenRotated(ctx, id, oldState) ? {} : oldState;
      return { state: { ...rest, ...newInputs, status, ...plannedTokenOutputs(newInputs, known) } };
    }
    ctx.client.forget(id);
    const record = await accounts(ctx).fetch(id);
    if (!record || record.status === "closed") {
      if (newInputs.close !== true) throw new ProviderError("account-closed", lost(id, record));
      ctx.log("warning", `${lost(id, record)}. Remove the resource: nothing is left to close`);
      return { state: { ...rest, ...newInputs, status: "closed" } };
    }
    return { state: stateOf(await settle(ctx, record, newInputs), newInputs, oldState) };
  },

  delete: close,
};

function isSeenRotated(ctx: Ctx, id: string, state: Bag): boolean {
  const seen = ctx.client.snapshotOf<AccountRecord>(id);
  return seen !== undefined && isRotated(seen, state);
}

/** Sets the subaccount's name and status. If that fails, the engine still records the subaccount. */
async function settle(ctx: Ctx, record: AccountRecord, inputs: Bag): Promise<AccountRecord> {
  const [name, status] = [nameFor(ctx, inputs), inputs.status ?? "active"];
  const form = {
    ...(record.friendly_name !== name && { FriendlyName: name }),
    ...(record.status !== status && { Status: status }),
  };
  if (Object.keys(form).length === 0) return record;
  try {
    return await accounts(ctx).update(record.sid, form);
  } catch (error) {
    const why = `subaccount ${record.sid} isn't configured as declared: ${(error as Error).message}. Run \`pulumi up\` again`;
    throw new PartialFailure(record.sid, stateOf(record, inputs, {}), [why], { cause: error });
  }
}

const nameFor = (ctx: Ctx, { friendlyName }: Bag): string => withToken(friendlyName ?? resourceName(ctx.urn), ctx.urn);

const planned = (ctx: Ctx, inputs: Bag): Bag => ({
  ...inputs,
  ...{ sid: UNKNOWN, ownerAccountSid: ctx.client.accountSid, type: UNKNOWN, dateCreated: UNKNOWN },
  status: inputs.status ?? "active",
  ...plannedTokenOutputs(inputs, {}),
});

const stateOf = (record: AccountRecord, inputs: Bag, old: Bag): Bag => ({
  ...inputs,
  sid: record.sid,
  ownerAccountSid: record.owner_account_sid,
  status: record.status,
  type: record.type,
  dateCreated: record.date_created,
  ...tokenOutputs(record, inputs, old),
});

function lost(id: string, record: AccountRecord | undefined): string {
  const what = record
    ? `subaccount ${id} was closed at Twilio, which never reopens one`
    : `subaccount ${id} doesn't exist (any more)`;
  return `${what}. Its numbers are gone, and no other subaccount is created in its place. To do without it, set \`close: true\` and remove the resource`;
}
