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
 * A subaccount of the provider's own account. It holds numbers, so it is never replaced, and closed only where the program said so before. Its
 * auth token stands in no output: a fingerprint does, and the token sealed for whom the program names.
 * https://www.twilio.com/docs/iam/api/account and https://www.twilio.com/docs/iam/api/subaccounts
 *
 * To work in it, a second provider instance signs in with the credentials of the account above:
 *
 *     const reseller = new twilio.Provider("reseller", { accountSid: "AC..." });
 *     const acme = new twilio.Account("acme", { sealFor: publicKeyPem }, { provider: reseller, protect: true });
 *     const inside = new twilio.Provider("acme", { accountSid: acme.sid, parentAccountSid: "AC..." });
 *     new twilio.Application("calls", { voiceUrl }, { provider: inside });
 *
 * `acme.sealedAuthToken` is what `sealToken` (domain/contract/seal.ts) makes, and `acme.authTokenFingerprint` what `fingerprintOf` says of
 * it. `twilio.getAccount({ sid })` or `({ friendlyName })` finds it from elsewhere; a friendly name there is the one without the token.
 * A first preview works too: while `acme.sid` isn't known, nothing is asked. The credentials are found in `twilio:credentials` by
 * the parent's SID, or in the environment (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`).
 */
export const account: ResourceSpec<TwilioClient> = {
  token: "twilio:index:Account",
  description:
    "A subaccount of the provider's account. It is never replaced, and closed only after an update with `close: true`, when it holds no number; Twilio never reopens a closed one. It needs the account's auth token or a Main API key: a Standard key may not see accounts. The subaccount's auth token stands in no output; `sealFor` gives it sealed. Import it by its SID.",
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

  /** A token that was rotated at Twilio is a change, where `getAccount` looked in this run: an update without `--refresh` seals the new one too. */
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
      const fix = "Take back what asks for the replacement (`replaceOnChanges`, `--replace`, another provider)";
      throw new ProviderError(
        "account-replaced",
        `subaccount ${resourceName(ctx.urn)} is not replaced: its numbers would be lost with it. ${fix}`,
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
        `${id} is not a subaccount of ${ctx.client.name}: only those are resources`,
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
      ctx.log("warning", `${lost(id, record)}: remove the resource, there is nothing left to close`);
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

/** Brings name and status to what the program says; where a new one can't be, the engine still learns that it is ours. */
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
    const why = `subaccount ${record.sid} isn't as it should be: ${(error as Error).message}. Run \`pulumi up\` again`;
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
    ? `subaccount ${id} was closed at Twilio, which reopens none`
    : `there is no subaccount ${id} (any more)`;
  return `${what}: its numbers are gone, and no other is made in its place. To let it go, set \`close: true\` and remove it`;
}
