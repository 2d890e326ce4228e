import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { CarrierAccount, InService, Purchase } from "../carrier.ts";
import { ACCOUNT_COMPONENT, inService, purchase } from "./twilio-numbers.ts";

/** What a connection's account at Twilio is made of. */
export interface TwilioAccountArgs {
  readonly tenant: string;
  /** Name of the connection in the file. */
  readonly name: string;
  /** `https://` origin of the region's webhook domain. */
  readonly webhookOrigin: string;
  /** Declares what is peculiar to the account, below the component. */
  readonly declare: (component: pulumi.Resource) => AccountParts;
}

/** What differs between a tenant's own account and a subaccount of ours. */
export interface AccountParts {
  readonly accountSid: pulumi.Output<string>;
  /** Acts in this account. */
  readonly provider: twilio.Provider;
  /** The account where we made it, and the tokens by which the handlers know that a webhook is Twilio's. */
  readonly foundations: readonly pulumi.Resource[];
}

/** A connection's account at Twilio: one application carries the webhooks of all its numbers. */
export class TwilioAccount extends pulumi.ComponentResource implements CarrierAccount {
  readonly component: pulumi.Resource = this;
  readonly accountSid: pulumi.Output<string>;
  readonly foundations: readonly pulumi.Resource[];
  readonly #provider: twilio.Provider;
  readonly #applicationSid: pulumi.Output<string>;

  constructor({ tenant, name, webhookOrigin, declare }: TwilioAccountArgs) {
    super(ACCOUNT_COMPONENT, name, {});
    const { accountSid, provider, foundations } = declare(this);
    const application = new twilio.Application(
      name,
      {
        friendlyName: `AYBIZA ${tenant}/${name}`,
        voiceUrl: `${webhookOrigin}/twilio/voice`,
        voiceMethod: "POST",
        voiceFallbackUrl: `${webhookOrigin}/twilio/fallback`,
        voiceFallbackMethod: "POST",
        statusCallback: `${webhookOrigin}/twilio/status`,
        statusCallbackMethod: "POST",
      },
      // Without the tokens each webhook would be refused, so they come first.
      { parent: this, provider, dependsOn: [...foundations] },
    );
    this.accountSid = accountSid;
    this.#provider = provider;
    this.#applicationSid = application.sid;
    this.foundations = [...foundations, application];
    this.registerOutputs({});
  }

  purchase(number: Purchase): pulumi.Output<string> {
    // Nothing is bought in an account that isn't known to be this tenant's.
    return purchase(number, this.#options(number.release, this.foundations)).phoneNumber;
  }

  inService(number: InService): pulumi.Output<string> {
    const opts = this.#options(number.release, [...number.dependsOn, ...this.foundations]);
    return inService(number, this.#applicationSid, opts).phoneNumber;
  }

  #options(release: boolean, dependsOn: readonly pulumi.Resource[]): pulumi.CustomResourceOptions {
    return { parent: this, provider: this.#provider, protect: !release, dependsOn: [...dependsOn] };
  }
}
