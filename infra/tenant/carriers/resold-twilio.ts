import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { traitsOf } from "../../../domain/config/connection-traits.ts";
import type { RegionConfig } from "../../../domain/config/region.ts";
import type { ManagedConnection } from "../../../domain/config/tenant.ts";
import { keys, type SealedApiKey, type SealedToken } from "../../../domain/contract/route.ts";
import { UserError } from "../../../domain/user-error.ts";
import { ambientCredentials } from "../../../providers/twilio/stack-credentials.ts";
import { withToken } from "../../../providers/twilio/token.ts";
import type { Carrier, Inventory, OpenConnection } from "../carrier.ts";
import type { ConnectionArgs } from "../connection-args.ts";
import { routesItem } from "../routes-item.ts";
import { TwilioAccount } from "./twilio-account.ts";
import { reviewOf } from "./twilio-documents.ts";
import { Listing } from "./twilio-listing.ts";
import { urnBelowAccount } from "./twilio-names.ts";
import { obstacles } from "./twilio-papers.ts";

/** Name of the subaccount's resource. It doesn't contain the connection's, so that a renamed connection keeps its account. */
const SUBACCOUNT = "subaccount";

/** Carrier of managed numbers at Twilio: one subaccount of our parent account for each tenant. */
export class ResoldTwilio implements Carrier {
  readonly inventory: Inventory;
  readonly #args: ConnectionArgs;
  readonly #parentAccountSid: string;
  readonly #parent: twilio.Provider;
  readonly #friendlyName: string;
  readonly #close: boolean;
  /** SID of the subaccount; undefined before the stack has created it. */
  readonly #heldAccount: string | undefined;
  /** Provider for the subaccount; undefined until its SID is known. */
  #provider: twilio.Provider | undefined;
  readonly #listing = new Listing(() => this.#found());

  constructor(
    { close = false }: ManagedConnection,
    { accountSid }: NonNullable<RegionConfig["carriers"]["twilio"]>,
    args: ConnectionArgs,
  ) {
    requireCredentials(accountSid, args);
    this.#args = args;
    this.#close = close;
    this.#parentAccountSid = accountSid;
    this.#friendlyName = `AYBIZA ${pulumi.getStack()}`;
    // The dot makes the name differ from that of any connection.
    this.#parent = new twilio.Provider("twilio.reseller", {
      accountSid,
      label: `AYBIZA's own account for region \`${args.region.id}\``,
    });
    const held = Object.values(args.held.connections).find(({ type }) => traitsOf(type)?.ownsAccount);
    // The stack's outputs have the SID, so the subaccount's provider starts in parallel with the parent's.
    this.#heldAccount = held?.accountSid;
    if (held !== undefined) this.#provider = this.#subaccountProvider(held.accountSid);
    this.inventory = {
      parentAccount: accountSid,
      numbers: () => this.#listing.numbers(),
      obstacles: (wanted) => obstacles(wanted, this.#provider ?? this.#parent),
      bundle: async (sid) => reviewOf(sid, await this.#found()),
    };
  }

  /** Also reads the subaccount's current signing token, so no `answerProblem` is needed. */
  async liveSettings() {
    const sid = this.#heldAccount;
    const [settings] = await Promise.all([
      this.#listing.settings(),
      // The account's resource compares itself with this answer, so that the update seals a token that was rotated at Twilio.
      sid === undefined ? undefined : twilio.getAccount({ sid }, { provider: this.#parent }),
    ]);
    return settings;
  }

  /** Returns the subaccount's provider. Looks the subaccount up at Twilio, since a killed update may have created it without recording it. */
  async #found(): Promise<twilio.Provider | undefined> {
    if (this.#provider !== undefined) return this.#provider;
    const friendlyName = withToken(this.#friendlyName, urnBelowAccount("twilio:index:Account", SUBACCOUNT));
    const { sid } = await twilio.getAccount({ friendlyName }, { provider: this.#parent });
    if (sid !== undefined) this.#provider = this.#subaccountProvider(sid);
    return this.#provider;
  }

  async open(): Promise<OpenConnection> {
    const { file, name, region } = this.#args;
    return new TwilioAccount({
      file,
      name,
      region,
      declare: (parent) => {
        const account = new twilio.Account(
          SUBACCOUNT,
          { friendlyName: this.#friendlyName, close: this.#close, sealFor: region.tokenKey.publicKeyPem },
          { parent, provider: this.#parent, protect: !this.#close },
        );
        const provider = this.#provider ?? this.#subaccountProvider(account.sid);
        return {
          accountSid: account.sid,
          provider,
          foundations: [account, this.#signingToken(account, parent), ...this.#keyOfItsOwn(account, provider, parent)],
        };
      },
    });
  }

  #subaccountProvider(accountSid: pulumi.Input<string>): twilio.Provider {
    const { file, name } = this.#args;
    return new twilio.Provider(name, {
      accountSid,
      parentAccountSid: this.#parentAccountSid,
      label: `connection \`${name}\` of tenant \`${file.tenant.id}\``,
    });
  }

  /** Stores the token that Twilio signs the account's webhooks with. The provider sealed it, so the program never has the plaintext. */
  #signingToken(account: twilio.Account, parent: pulumi.Resource): pulumi.Resource {
    const { file, name, table } = this.#args;
    const { sid, authTokenFingerprint, sealedAuthToken } = account;
    const item = pulumi
      .all([sid, authTokenFingerprint, sealedAuthToken])
      .apply(([accountSid, fingerprint, sealed]) => ({
        ...keys.token(accountSid, fingerprint),
        ...({ schema: 1, accountSid, tenant: file.tenant.id, connection: name, sealed: sealed! } satisfies SealedToken),
      }));
    return routesItem("subaccount.token", table, item, { parent });
  }

  /** Declares an API key for later use in the account. It can be revoked separately, and can't manage accounts or keys. */
  #keyOfItsOwn(account: twilio.Account, provider: twilio.Provider, parent: pulumi.Resource): pulumi.Resource[] {
    const { file, name, region, table } = this.#args;
    const key = new twilio.ApiKey(
      SUBACCOUNT,
      { friendlyName: `AYBIZA ${file.tenant.id}`, sealFor: region.tokenKey.publicKeyPem },
      { parent, provider, dependsOn: [account] },
    );
    const item = pulumi.all([account.sid, key.sid, key.sealedSecret]).apply(([accountSid, keySid, sealed]) => {
      const stored = { schema: 1, accountSid, keySid, tenant: file.tenant.id, connection: name } as const;
      return { ...keys.apiKey(accountSid, keySid), ...({ ...stored, sealed: sealed! } satisfies SealedApiKey) };
    });
    return [key, routesItem("subaccount.key", table, item, { parent })];
  }
}

/**
 * Checks that the parent account's credentials exist. Like AWS credentials they usually come from the environment, and never enter a resource.
 *
 * @throws UserError if there are none; ProviderError if they are empty, in quotation marks, or contain a line break
 */
function requireCredentials(accountSid: string, { file, region }: ConnectionArgs): void {
  if (accountSid in file.credentials || ambientCredentials(accountSid, process.env, { below: true }) !== undefined)
    return;
  throw new UserError(
    "no-carrier-credentials",
    `Region \`${region.id}\` has its managed numbers in subaccounts of Twilio account ${accountSid}, and there is no auth token for it.`,
    `set TWILIO_ACCOUNT_SID=${accountSid} and TWILIO_AUTH_TOKEN in pulumi's environment; an API key doesn't work, since Twilio accepts none for subaccounts`,
  );
}
