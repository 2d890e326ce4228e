import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { traitsOf } from "../../../domain/config/connection-traits.ts";
import type { RegionConfig } from "../../../domain/config/region.ts";
import type { ManagedConnection } from "../../../domain/config/tenant.ts";
import { keys, type SealedApiKey, type SealedToken } from "../../../domain/contract/route.ts";
import { UserError } from "../../../domain/user-error.ts";
import { ambientCredentials } from "../../../providers/twilio/stack-credentials.ts";
import { withToken } from "../../../providers/twilio/token.ts";
import type { CarriedNumber, Carrier, CarrierAccount, Obstacle, Purchase } from "../carrier.ts";
import type { ConnectionArgs } from "../connection.ts";
import { routesItem } from "../routes-item.ts";
import { TwilioAccount } from "./twilio-account.ts";
import { heldNumbers, urnBelowAccount } from "./twilio-numbers.ts";
import { obstacles } from "./twilio-papers.ts";

/** Name of the subaccount's resource: without the connection's, so a connection that is renamed keeps its account. */
const SUBACCOUNT = "subaccount";

/** Twilio, resold: a subaccount for each tenant below our reseller account. */
export class ResoldTwilio implements Carrier {
  readonly #args: ConnectionArgs;
  readonly parentAccountSid: string;
  readonly #reseller: twilio.Provider;
  readonly #friendlyName: string;
  readonly #close: boolean;
  /** The subaccount, where the stack has it already. */
  readonly #heldAccount: string | undefined;
  /** Acts in the subaccount, once it is known which it is. */
  #provider: twilio.Provider | undefined;

  constructor(
    { close = false }: ManagedConnection,
    { accountSid }: NonNullable<RegionConfig["carriers"]["twilio"]>,
    args: ConnectionArgs,
  ) {
    requireCredentials(accountSid, args);
    this.#args = args;
    this.#close = close;
    this.parentAccountSid = accountSid;
    this.#friendlyName = `AYBIZA ${pulumi.getStack()}`;
    // A name that no connection can have.
    this.#reseller = new twilio.Provider("twilio.reseller", {
      accountSid,
      label: `AYBIZA's own account for region \`${args.region.id}\``,
    });
    const held = Object.values(args.held.connections).find(({ type }) => traitsOf(type)?.ownsAccount);
    // What the stack has written down needn't be asked: the subaccount's provider starts beside the reseller's.
    this.#heldAccount = held?.accountSid;
    if (held !== undefined) this.#provider = this.#subaccountProvider(held.accountSid);
  }

  /** An update that was killed before it wrote anything down may have made the subaccount, and bought numbers into it. */
  async numbers(): Promise<CarriedNumber[]> {
    if (this.#provider === undefined || this.#heldAccount === undefined) {
      const made = withToken(this.#friendlyName, urnBelowAccount("twilio:index:Account", SUBACCOUNT));
      const { sid } = await twilio.getAccount({ friendlyName: made }, { provider: this.#reseller });
      if (sid === undefined) return [];
      this.#provider = this.#subaccountProvider(sid);
      return heldNumbers(this.#provider);
    }
    // The account's resource compares itself with what is seen here: a token that was rotated at Twilio is sealed anew by this very update.
    const sid = this.#heldAccount;
    const [numbers] = await Promise.all([
      heldNumbers(this.#provider),
      twilio.getAccount({ sid }, { provider: this.#reseller }),
    ]);
    return numbers;
  }

  /** Its token is Twilio's own answer, and sealed anew where that has changed since: {@link numbers} looks. */
  async silenced(): Promise<undefined> {}

  obstacles(wanted: readonly Purchase[]): Promise<Obstacle[]> {
    return obstacles(wanted, this.#provider ?? this.#reseller);
  }

  async open(): Promise<CarrierAccount> {
    const { file, name, region } = this.#args;
    return new TwilioAccount({
      tenant: file.tenant.id,
      name,
      region,
      declare: (parent) => {
        const account = new twilio.Account(
          SUBACCOUNT,
          { friendlyName: this.#friendlyName, close: this.#close, sealFor: region.tokenKey.publicKeyPem },
          { parent, provider: this.#reseller, protect: !this.#close },
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
      parentAccountSid: this.parentAccountSid,
      label: `connection \`${name}\` of tenant \`${file.tenant.id}\``,
    });
  }

  /** The provider has sealed the token that Twilio signs the account's webhooks with; nobody else sees it. */
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

  /** An API key for what later acts in the account: it can be taken back alone, and manages neither accounts nor keys. */
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
 * The reseller account's credentials are ours, like those of AWS: they stand in no tenant's file as a rule, and in no resource ever.
 *
 * @throws ProviderError for those that can't be right: empty, in quotation marks, with a line break
 */
function requireCredentials(accountSid: string, { file, region }: ConnectionArgs): void {
  if (accountSid in file.credentials || ambientCredentials(accountSid, process.env, { below: true }) !== undefined)
    return;
  throw new UserError(
    "no-carrier-credentials",
    `Region \`${region.id}\` keeps managed numbers below Twilio account ${accountSid}, and there is no auth token for it.`,
    `set TWILIO_ACCOUNT_SID=${accountSid} and TWILIO_AUTH_TOKEN in the environment of pulumi; Twilio takes no API key for the accounts below`,
  );
}
