import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { TwilioConnection } from "../../../domain/config/tenant.ts";
import { keys, type SealedToken } from "../../../domain/contract/route.ts";
import { fingerprintOf, sealToken } from "../../../domain/contract/seal.ts";
import type { AccountProblem, CarriedNumber, Carrier, CarrierAccount, Obstacle, Purchase } from "../carrier.ts";
import type { ConnectionArgs } from "../connection.ts";
import { routesItem } from "../routes-item.ts";
import { tokenProblem } from "./own-twilio-token.ts";
import { TwilioAccount } from "./twilio-account.ts";
import { heldNumbers } from "./twilio-numbers.ts";
import { obstacles } from "./twilio-papers.ts";

/** The tenant's own account at Twilio. */
export class OwnTwilio implements Carrier {
  readonly parentAccountSid: undefined;
  readonly #args: ConnectionArgs;
  readonly #accountSid: string;
  readonly #label: string;
  readonly #provider: twilio.Provider;

  constructor({ accountSid }: TwilioConnection, args: ConnectionArgs) {
    const { file, name } = args;
    this.#args = args;
    this.#accountSid = accountSid;
    // It is given no credentials: its process has them from the stack's configuration, so none stands in the state.
    this.#label = `connection \`${name}\` of tenant \`${file.tenant.id}\``;
    this.#provider = new twilio.Provider(name, { accountSid, label: this.#label });
  }

  numbers(): Promise<CarriedNumber[]> {
    return heldNumbers(this.#provider);
  }

  async silenced(): Promise<AccountProblem | undefined> {
    const found = await twilio.proveAuthTokens({}, { provider: this.#provider });
    const accountSid = this.#accountSid;
    return tokenProblem(found, {
      file: this.#args.file.file,
      accountSid,
      account: `account ${accountSid} (${this.#label})`,
    });
  }

  obstacles(wanted: readonly Purchase[]): Promise<Obstacle[]> {
    return obstacles(wanted, this.#provider);
  }

  async open(): Promise<CarrierAccount> {
    const { file, name, region, credentials } = this.#args;
    const { authToken, previousAuthToken } = credentials[this.#accountSid]!;
    const signingTokens = [...new Set([authToken, previousAuthToken])].filter((token) => token !== undefined);
    return new TwilioAccount({
      tenant: file.tenant.id,
      name,
      region,
      declare: (parent) => ({
        accountSid: pulumi.output(this.#accountSid),
        provider: this.#provider,
        foundations: signingTokens.map((token) => this.#signingToken(token, parent)),
      }),
    });
  }

  /** A token that Twilio may sign this account's webhooks with; two during a rotation. It goes no further than this process. */
  #signingToken(token: string, parent: pulumi.Resource): pulumi.Resource {
    const { file, name, region, table } = this.#args;
    const accountSid = this.#accountSid;
    const fingerprint = fingerprintOf(accountSid, token);
    const sealed: SealedToken = {
      schema: 1,
      accountSid,
      tenant: file.tenant.id,
      connection: name,
      sealed: sealToken({ publicKeyPem: region.tokenKey.publicKeyPem, accountSid, token }),
    };
    // Sealing is random, so each run seals anew; an item under this fingerprint holds the same token and stays. Its name is without the
    // connection's: a connection that is renamed keeps its tokens.
    const item = { ...keys.token(accountSid, fingerprint), ...sealed };
    return routesItem(`token-${fingerprint}`, table, item, { parent, writeOnce: true });
  }
}
