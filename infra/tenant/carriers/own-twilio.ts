import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { TwilioConnection } from "../../../domain/config/tenant.ts";
import { keys, type SealedToken } from "../../../domain/contract/route.ts";
import { fingerprintOf, sealToken } from "../../../domain/contract/seal.ts";
import type { AccountProblem, Carrier, Inventory, OpenConnection } from "../carrier.ts";
import type { ConnectionArgs } from "../connection-args.ts";
import { routesItem } from "../routes-item.ts";
import { tokenProblem } from "./own-twilio-token.ts";
import { TwilioAccount } from "./twilio-account.ts";
import { reviewOf } from "./twilio-documents.ts";
import { Listing } from "./twilio-listing.ts";
import { obstacles } from "./twilio-papers.ts";

/** Carrier of the tenant's own Twilio account: its numbers are adopted, and entries may buy more into it. */
export class OwnTwilio implements Carrier {
  readonly #args: ConnectionArgs;
  readonly #accountSid: string;
  readonly #label: string;
  readonly #provider: twilio.Provider;
  readonly #listing: Listing;
  readonly inventory: Inventory;

  constructor({ accountSid }: TwilioConnection, args: ConnectionArgs) {
    const { file, name } = args;
    this.#args = args;
    this.#accountSid = accountSid;
    // The provider's inputs are in the state, so they contain no credentials: its process reads them from the stack's configuration.
    this.#label = `connection \`${name}\` of tenant \`${file.tenant.id}\``;
    const provider = new twilio.Provider(name, { accountSid, label: this.#label });
    this.#provider = provider;
    this.#listing = new Listing(async () => provider);
    this.inventory = {
      parentAccount: undefined,
      numbers: () => this.#listing.numbers(),
      obstacles: (wanted) => obstacles(wanted, provider),
      bundle: (sid) => reviewOf(sid, provider),
    };
  }

  liveSettings() {
    return this.#listing.settings();
  }

  async answerProblem(): Promise<AccountProblem | undefined> {
    const found = await twilio.proveAuthTokens({}, { provider: this.#provider });
    const accountSid = this.#accountSid;
    return tokenProblem(found, {
      file: this.#args.file.file,
      accountSid,
      account: `account ${accountSid} (${this.#label})`,
    });
  }

  async open(): Promise<OpenConnection> {
    const { file, name, region, credentials } = this.#args;
    const { authToken, previousAuthToken } = credentials[this.#accountSid]!;
    const signingTokens = [...new Set([authToken, previousAuthToken])].filter((token) => token !== undefined);
    return new TwilioAccount({
      file,
      name,
      region,
      declare: (parent) => ({
        accountSid: pulumi.output(this.#accountSid),
        provider: this.#provider,
        foundations: signingTokens.map((token) => this.#signingToken(token, parent)),
      }),
    });
  }

  /** Stores a token that Twilio may sign this account's webhooks with (two during a rotation), sealed in this process. */
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
    // Sealing is randomised, so an item with the same fingerprint (the same token) isn't rewritten. The resource's name has no
    // connection in it, so that a renamed connection keeps its tokens.
    const item = { ...keys.token(accountSid, fingerprint), ...sealed };
    return routesItem(`token-${fingerprint}`, table, item, { parent, writeOnce: true });
  }
}
