import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { TenantFile } from "../../../domain/config/load.ts";
import { ERROR_LOGGED, EVENTS_PATH } from "../../../domain/contract/events-path.ts";
import type { RegionOutputs } from "../../../domain/contract/region-outputs.ts";
import type { Ending } from "../../../domain/rules/ending.ts";
import type { InService, OpenConnection, Purchase, Receipt, Supply } from "../carrier.ts";
import { type DeclaredDocuments, declareDocuments } from "./twilio-documents.ts";
import { ACCOUNT_COMPONENT } from "./twilio-names.ts";
import { type Answering, inService, purchase, receive, webhooksAt } from "./twilio-numbers.ts";

/** Input of a Twilio account. */
export interface TwilioAccountArgs {
  readonly file: TenantFile;
  /** Name of the connection in the file. */
  readonly name: string;
  /** The region's webhook URLs. */
  readonly region: Pick<RegionOutputs, "webhookOrigin" | "fallback">;
  /** Declares, as children of the component, the resources that differ by kind of account. */
  readonly declare: (component: pulumi.Resource) => AccountParts;
}

/** The parts that differ between a tenant's own account and our subaccount. */
export interface AccountParts {
  readonly accountSid: pulumi.Output<string>;
  /** Provider for this account. */
  readonly provider: twilio.Provider;
  /** The resources of the tokens that verify the account's webhooks, and, for our subaccount, of the account. */
  readonly foundations: readonly pulumi.Resource[];
}

/** A connection's account at Twilio. One application holds the webhooks of all its numbers. */
export class TwilioAccount extends pulumi.ComponentResource implements OpenConnection, Supply {
  readonly component: pulumi.Resource = this;
  readonly supply: Supply = this;
  readonly account: pulumi.Output<string>;
  readonly bundles: OpenConnection["bundles"];
  /** Resources that each number depends on. A destroy deletes the numbers before them. */
  readonly #foundations: readonly pulumi.Resource[];
  readonly #provider: twilio.Provider;
  readonly #answering: Answering;
  readonly #documents: DeclaredDocuments;

  constructor({ file, name, region, declare }: TwilioAccountArgs) {
    super(ACCOUNT_COMPONENT, name, {});
    const tenant = file.tenant.id;
    const webhooks = webhooksAt(region);
    const { accountSid, provider, foundations } = declare(this);
    const application = new twilio.Application(
      name,
      { friendlyName: `AYBIZA ${tenant}/${name}`, ...webhooks },
      // Depends on the tokens: without them the handlers refuse every webhook.
      { parent: this, provider, dependsOn: [...foundations] },
    );
    const events = errorEvents({ tenant, name, region }, { parent: this, provider, dependsOn: [...foundations] });
    this.account = accountSid;
    this.#provider = provider;
    this.#answering = { applicationSid: application.sid, webhooks };
    this.#documents = declareDocuments(file, name, { parent: this, provider, dependsOn: [...foundations] });
    this.bundles = this.#documents.bundles;
    // Numbers depend on all of these, so a destroy that fails at a live number has deleted none of them.
    this.#foundations = [...foundations, application, ...events];
    this.registerOutputs({});
  }

  purchase(number: Purchase & { readonly ending: Ending }): pulumi.Output<string> {
    // Depends on the account: a purchase must only go into an account that is verified to be this tenant's.
    const { bundle, address } = number.buy;
    const papers = {
      ...(bundle !== undefined && { bundleSid: this.#documents.bundle(bundle) }),
      ...(address !== undefined && { addressSid: this.#documents.address(address) }),
    };
    const bought = purchase(number, papers, this.#answering, this.#options(number.ending, this.#foundations));
    return onceHere(bought, bought.sid);
  }

  receive(number: Receipt): pulumi.Output<string> {
    // Depends on the tokens: without them the handlers would refuse the number's calls after the move.
    const received = receive(number, this.#answering, this.#options(number.ending, this.#foundations));
    return number.from === undefined ? received.phoneNumber : onceHere(received, received.incarnation);
  }

  inService(number: InService): pulumi.Output<string> {
    const opts = this.#options(number.ending, [...number.dependsOn, ...this.#foundations]);
    const { emergencyAddress } = number;
    const emergency = emergencyAddress === undefined ? undefined : this.#documents.address(emergencyAddress);
    return inService(number, emergency, this.#answering, opts).phoneNumber;
  }

  #options({ release, leaving }: Ending, dependsOn: readonly pulumi.Resource[]): pulumi.CustomResourceOptions {
    const protect = !release && leaving === undefined;
    return { parent: this, provider: this.#provider, protect, dependsOn: [...dependsOn] };
  }
}

/** Subscribes the region to the account's error log: the only report of calls that Twilio rejected, or whose webhook it couldn't fetch. */
function errorEvents(
  { tenant, name, region }: Pick<TwilioAccountArgs, "name" | "region"> & { readonly tenant: string },
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const description = `AYBIZA ${tenant}/${name}`;
  const destination = `${region.webhookOrigin}${EVENTS_PATH}`;
  const sink = new twilio.EventSink(name, { description, destination }, opts);
  const types = { [ERROR_LOGGED]: 2 };
  return [sink, new twilio.EventSubscription(name, { description, sinkSid: sink.sid, types }, opts)];
}

/**
 * Returns the number as an output that is unknown until the account holds the number: a preview of the purchase or the move must not look it up.
 *
 * @param mark an output that stays unknown until then
 */
const onceHere = ({ phoneNumber }: twilio.IncomingPhoneNumber, mark: pulumi.Output<unknown>): pulumi.Output<string> =>
  pulumi.all([phoneNumber, mark]).apply(([number]) => number);
