import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import { ERROR_LOGGED, EVENTS_PATH } from "../../../domain/contract/events-path.ts";
import type { RegionOutputs } from "../../../domain/contract/region-outputs.ts";
import type { CarrierAccount, Ending, InService, Purchase, Receipt } from "../carrier.ts";
import { ACCOUNT_COMPONENT, type Answering, inService, purchase, receive, webhooksAt } from "./twilio-numbers.ts";

/** What a connection's account at Twilio is made of. */
export interface TwilioAccountArgs {
  readonly tenant: string;
  /** Name of the connection in the file. */
  readonly name: string;
  /** Where the region answers. */
  readonly region: Pick<RegionOutputs, "webhookOrigin" | "fallback">;
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
  readonly #answering: Answering;

  constructor({ tenant, name, region, declare }: TwilioAccountArgs) {
    super(ACCOUNT_COMPONENT, name, {});
    const webhooks = webhooksAt(region);
    const { accountSid, provider, foundations } = declare(this);
    const application = new twilio.Application(
      name,
      { friendlyName: `AYBIZA ${tenant}/${name}`, ...webhooks },
      // Without the tokens each webhook would be refused, so they come first.
      { parent: this, provider, dependsOn: [...foundations] },
    );
    const events = errorEvents({ tenant, name, region }, { parent: this, provider, dependsOn: [...foundations] });
    this.accountSid = accountSid;
    this.#provider = provider;
    this.#answering = { applicationSid: application.sid, webhooks };
    // What a number depends on outlives it in a destroy, so one that is refused for a live number takes nothing of these away.
    this.foundations = [...foundations, application, ...events];
    this.registerOutputs({});
  }

  purchase(number: Purchase & { readonly ending: Ending }): pulumi.Output<string> {
    // Nothing is bought in an account that isn't known to be this tenant's.
    const bought = purchase(number, this.#answering, this.#options(number.ending, this.foundations));
    return onceHere(bought, bought.sid);
  }

  receive(number: Receipt): pulumi.Output<string> {
    // Without the account's tokens the number's calls would be refused from the moment of the move on.
    const received = receive(number, this.#answering, this.#options(number.ending, this.foundations));
    return number.from === undefined ? received.phoneNumber : onceHere(received, received.incarnation);
  }

  inService(number: InService): pulumi.Output<string> {
    const opts = this.#options(number.ending, [...number.dependsOn, ...this.foundations]);
    return inService(number, this.#answering, opts).phoneNumber;
  }

  #options({ release, transfer }: Ending, dependsOn: readonly pulumi.Resource[]): pulumi.CustomResourceOptions {
    const protect = !release && transfer === undefined;
    return { parent: this, provider: this.#provider, protect, dependsOn: [...dependsOn] };
  }
}

/**
 * Has Twilio deliver the account's error log to the region: nothing else says of a call that Twilio rejected it, or couldn't fetch its
 * webhook.
 */
function errorEvents(
  { tenant, name, region }: Pick<TwilioAccountArgs, "name" | "tenant" | "region">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const description = `AYBIZA ${tenant}/${name}`;
  const destination = `${region.webhookOrigin}${EVENTS_PATH}`;
  const sink = new twilio.EventSink(name, { description, destination }, opts);
  const types = { [ERROR_LOGGED]: 2 };
  return [sink, new twilio.EventSubscription(name, { description, sinkSid: sink.sid, types }, opts)];
}

/**
 * A number that the account holds: in a preview of its purchase or of its move it is unknown although the file names it, so that nobody looks for it
 * there.
 *
 * @param mark an output that a preview can't know before the number is here
 */
const onceHere = ({ phoneNumber }: twilio.IncomingPhoneNumber, mark: pulumi.Output<unknown>): pulumi.Output<string> =>
  pulumi.all([phoneNumber, mark]).apply(([number]) => number);
