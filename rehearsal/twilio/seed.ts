import type { VoiceLimits } from "./network/exchange.ts";
import { capabilitiesOf, formatted, rangeOf, typeOf } from "./numbers/inventory.ts";
import { APPLICATION_DEFAULTS, byNewName } from "./operations/calls/applications.ts";
import { TRUNK_DEFAULTS, TRUNKS } from "./operations/kinds.ts";
import { NUMBER_DEFAULTS } from "./operations/numbers/incoming-numbers.ts";
import { addCallerId } from "./operations/numbers/outgoing-caller-ids.ts";
import { type BundleSeed, putApprovedBundle } from "./regulatory/bundles.ts";
import type { Fields, Store } from "./store.ts";

/** An account that exists at the start. */
export interface AccountSeed {
  /** `AC` and 32 hexadecimal digits. */
  readonly sid: string;
  readonly authToken: string;
  readonly friendlyName: string;
  /** The parent's SID, for a subaccount. */
  readonly ownerAccountSid?: string;
  /** Status of the account. @default "active" */
  readonly status?: "active" | "closed" | "suspended";
  /** API keys, Standard unless `main`. */
  readonly apiKeys?: readonly { readonly sid: string; readonly secret: string; readonly main?: true }[];
  readonly applications?: readonly ApplicationSeed[];
  readonly numbers?: readonly NumberSeed[];
  /** Approved regulatory bundles. */
  readonly bundles?: readonly BundleSeed[];
  /** SIDs (TK...) of trunks with default settings. */
  readonly trunks?: readonly string[];
  /** A trial account, which may only call verified numbers. */
  readonly trial?: boolean;
  /** Verified caller IDs, E.164. */
  readonly verified?: readonly string[];
  /** Funds in US dollars, before usage is deducted; at 0 the account is suspended. @default unlimited */
  readonly balance?: number;
  /** Limit of concurrent requests. @default unlimited */
  readonly concurrency?: number;
  /** Limits of the account's calls. @default none */
  readonly voice?: VoiceLimits;
  /** Limits of the account's new subaccounts. @default the account's own limits */
  readonly subaccountVoice?: VoiceLimits;
  /** Test credentials with Twilio's magic numbers. https://www.twilio.com/docs/iam/test-credentials */
  readonly test?: boolean;
}

/** Any further key is a property of the API's resource in camelCase: `voiceUrl`, `statusCallback`, ... */
export interface ApplicationSeed {
  readonly sid?: string;
  readonly friendlyName?: string;
  readonly [property: string]: boolean | string | undefined;
}

/** A number of the account, fictional or not. Any further key is a property of the API's resource in camelCase. */
export interface NumberSeed {
  /** The number in E.164. */
  readonly phoneNumber: string;
  readonly sid?: string;
  readonly friendlyName?: string;
  readonly voiceUrl?: string;
  readonly voiceApplicationSid?: string;
  readonly [property: string]: boolean | string | undefined;
}

/** Fills an empty store. Throws on a duplicate SID or number. */
export function seed(store: Store, accounts: readonly AccountSeed[]): void {
  for (const account of accounts) {
    if (store.accounts.has(account.sid)) throw new Error(`account ${account.sid} is seeded twice`);
    store.accounts.set(account.sid, {
      ...store.stamp("AC", account.sid),
      friendly_name: account.friendlyName,
      auth_token: account.authToken,
      owner_account_sid: account.ownerAccountSid ?? account.sid,
      status: account.status ?? "active",
      type: account.trial ? "Trial" : "Full",
      api_keys: new Map(account.apiKeys?.map((key) => [key.sid, key.secret])),
      ...(account.balance !== undefined && { balance: account.balance }),
      ...(account.concurrency !== undefined && { concurrency: account.concurrency }),
      ...(account.voice && { voice: account.voice }),
      ...(account.subaccountVoice && { subaccount_voice: account.subaccountVoice }),
      test: account.test ?? false,
    });
    for (const sid of account.trunks ?? []) {
      store.all(TRUNKS).set(sid, { ...store.stamp("TK", sid), account_sid: account.sid, ...TRUNK_DEFAULTS });
    }
    for (const { sid, main = false } of account.apiKeys ?? []) {
      store.keys.set(sid, { ...store.stamp("SK", sid), account_sid: account.sid, friendly_name: "", main });
    }
    for (const e164 of account.verified ?? []) addCallerId(store, account.sid, e164);
    for (const bundle of account.bundles ?? []) putApprovedBundle(store, account.sid, bundle);
    for (const { sid, ...given } of account.applications ?? []) {
      const stamp = store.stamp("AP", sid);
      store.applications.set(stamp.sid, {
        ...stamp,
        account_sid: account.sid,
        ...APPLICATION_DEFAULTS,
        ...byNewName(fields(given)),
      });
    }
    for (const { sid, ...given } of account.numbers ?? []) {
      const e164 = given.phoneNumber;
      if (store.holder(e164)) throw new Error(`number ${e164} is seeded twice`);
      const type = rangeOf(e164)?.type ?? typeOf(e164);
      store.addNumber({
        ...store.stamp("PN", sid),
        account_sid: account.sid,
        phone_number: e164,
        friendly_name: formatted(e164),
        type,
        capabilities: capabilitiesOf(type, e164),
        ...NUMBER_DEFAULTS,
        ...fields(given),
      });
    }
  }
}

/** Converts a seed's properties to fields: `voiceUrl` -> `voice_url`. Omits empty and undefined values. */
const fields = (given: Readonly<Record<string, unknown>>): Fields =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );
