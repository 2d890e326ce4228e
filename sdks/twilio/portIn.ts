import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * A port-in request, which ports numbers from another carrier to Twilio; people and carriers process it. A create first looks for an open request for the same numbers and takes it over. A request can't be changed: while it is open, a change is refused; once it is canceled or expired, a change makes a new request; once it is completed, a change has no effect. A delete cancels an open request; a completed one is only removed from the state, and its numbers stay in the account. `status` is as of the last refresh: run `pulumi refresh`, or get notified with a `PortInWebhook`. After the port, manage each number with an `IncomingPhoneNumber`. Import it by its SID. Twilio returns no PINs, so an import assumes the program's.
 *
 * ## Example Usage
 * ### Port a number
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as twilio from "@pulumi/twilio";
 *
 * const secrets = new pulumi.Config("port");
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const port = new twilio.PortIn(
 *   "front-desk",
 *   {
 *     phoneNumbers: [{ phoneNumber: "+14155550101" }],
 *     documents: ["RD0123456789abcdef0123456789abcdef"],
 *     losingCarrier: {
 *       customerType: "Business",
 *       customerName: "Acme Dental",
 *       accountNumber: secrets.getSecret("accountNumber"),
 *       authorizedRepresentative: "Ann Example",
 *       authorizedRepresentativeEmail: "ann@acme.example",
 *       address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
 *     },
 *   },
 *   { provider },
 * );
 *
 * export const status = port.status;
 * ```
 */
export class PortIn extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:PortIn";

  /** Looks an existing PortIn up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: PortInState,
    opts?: pulumi.CustomResourceOptions,
  ): PortIn {
    return new PortIn(name, state as PortInArgs | undefined, { ...opts, id });
  }

  /** True for a PortIn, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is PortIn {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === PortIn.__pulumiType;
  }

  /** Numbers to port, 1 to 1000: US local and mobile numbers, no toll-free. */
  declare public readonly phoneNumbers: pulumi.Output<readonly types.PortInNumber[]>;

  /** SIDs of documents, of which one must be a utility bill. */
  declare public readonly documents: pulumi.Output<readonly string[]>;

  /** The customer's data at the losing carrier, which rejects the port if any of it differs from its records. */
  declare public readonly losingCarrier: pulumi.Output<types.PortInLosingCarrier>;

  /** SID of the account that receives the numbers: the provider's account (the default) or one of its subaccounts. */
  declare public readonly targetAccountSid: pulumi.Output<string | undefined>;

  /** Date of the port, at least 7 days ahead, such as `2027-01-31`. The losing carrier may choose another. */
  declare public readonly targetDate: pulumi.Output<string | undefined>;

  /** Earliest time on `targetDate`, with UTC offset. */
  declare public readonly targetTimeRangeStart: pulumi.Output<string | undefined>;

  /** Latest time on `targetDate`, with UTC offset. */
  declare public readonly targetTimeRangeEnd: pulumi.Output<string | undefined>;

  /** Email addresses that receive a copy of the signed letter. */
  declare public readonly notificationEmails: pulumi.Output<readonly string[] | undefined>;

  /** SID of an approved regulatory bundle. */
  declare public readonly bundleSid: pulumi.Output<string | undefined>;

  /** The request's SID, `KW...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that receives the numbers. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, as of the last refresh. */
  declare public readonly status: pulumi.Output<string>;

  /** Status of each number. */
  declare public readonly numbers: pulumi.Output<readonly types.PortInNumberStatus[]>;

  /** URL at which the representative signs the letter. Present only while the request waits for the signature. */
  declare public readonly signatureRequestUrl: pulumi.Output<string | undefined>;

  /** Declares a PortIn under a name that is unique in the stack. */
  constructor(name: string, args: PortInArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.phoneNumbers === undefined)
      throw new Error(`PortIn "${name}" needs "phoneNumbers"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.documents === undefined)
      throw new Error(`PortIn "${name}" needs "documents"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.losingCarrier === undefined)
      throw new Error(`PortIn "${name}" needs "losingCarrier"`);
    const inputs: pulumi.Inputs = {
      phoneNumbers: args?.phoneNumbers,
      documents: args?.documents,
      losingCarrier: args?.losingCarrier === undefined ? undefined : pulumi.secret(args?.losingCarrier),
      targetAccountSid: args?.targetAccountSid,
      targetDate: args?.targetDate,
      targetTimeRangeStart: args?.targetTimeRangeStart,
      targetTimeRangeEnd: args?.targetTimeRangeEnd,
      notificationEmails: args?.notificationEmails,
      bundleSid: args?.bundleSid,
      sid: (args as PortInState | undefined)?.sid,
      accountSid: (args as PortInState | undefined)?.accountSid,
      dateCreated: (args as PortInState | undefined)?.dateCreated,
      status: (args as PortInState | undefined)?.status,
      numbers: (args as PortInState | undefined)?.numbers,
      signatureRequestUrl: (args as PortInState | undefined)?.signatureRequestUrl,
    };
    super(
      PortIn.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions(
        { version: "0.1.0", additionalSecretOutputs: ["losingCarrier", "signatureRequestUrl"] },
        opts ?? {},
      ),
    );
  }
}

/** What a PortIn takes. */
export interface PortInArgs {
  /** Numbers to port, 1 to 1000: US local and mobile numbers, no toll-free. */
  readonly phoneNumbers: pulumi.Input<pulumi.Input<types.PortInNumberArgs>[]>;
  /** SIDs of documents, of which one must be a utility bill. */
  readonly documents: pulumi.Input<pulumi.Input<string>[]>;
  /** The customer's data at the losing carrier, which rejects the port if any of it differs from its records. */
  readonly losingCarrier: pulumi.Input<types.PortInLosingCarrierArgs>;
  /** SID of the account that receives the numbers: the provider's account (the default) or one of its subaccounts. */
  readonly targetAccountSid?: pulumi.Input<string>;
  /** Date of the port, at least 7 days ahead, such as `2027-01-31`. The losing carrier may choose another. */
  readonly targetDate?: pulumi.Input<string>;
  /** Earliest time on `targetDate`, with UTC offset. */
  readonly targetTimeRangeStart?: pulumi.Input<string>;
  /** Latest time on `targetDate`, with UTC offset. */
  readonly targetTimeRangeEnd?: pulumi.Input<string>;
  /** Email addresses that receive a copy of the signed letter. */
  readonly notificationEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** SID of an approved regulatory bundle. */
  readonly bundleSid?: pulumi.Input<string>;
}

/** What is known of a PortIn that `PortIn.get` looks up. */
export interface PortInState {
  /** Numbers to port, 1 to 1000: US local and mobile numbers, no toll-free. */
  readonly phoneNumbers?: pulumi.Input<pulumi.Input<types.PortInNumberArgs>[]>;
  /** SIDs of documents, of which one must be a utility bill. */
  readonly documents?: pulumi.Input<pulumi.Input<string>[]>;
  /** The customer's data at the losing carrier, which rejects the port if any of it differs from its records. */
  readonly losingCarrier?: pulumi.Input<types.PortInLosingCarrierArgs>;
  /** SID of the account that receives the numbers: the provider's account (the default) or one of its subaccounts. */
  readonly targetAccountSid?: pulumi.Input<string>;
  /** Date of the port, at least 7 days ahead, such as `2027-01-31`. The losing carrier may choose another. */
  readonly targetDate?: pulumi.Input<string>;
  /** Earliest time on `targetDate`, with UTC offset. */
  readonly targetTimeRangeStart?: pulumi.Input<string>;
  /** Latest time on `targetDate`, with UTC offset. */
  readonly targetTimeRangeEnd?: pulumi.Input<string>;
  /** Email addresses that receive a copy of the signed letter. */
  readonly notificationEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** SID of an approved regulatory bundle. */
  readonly bundleSid?: pulumi.Input<string>;
  /** The request's SID, `KW...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that receives the numbers. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, as of the last refresh. */
  readonly status?: pulumi.Input<string>;
  /** Status of each number. */
  readonly numbers?: pulumi.Input<pulumi.Input<types.PortInNumberStatusArgs>[]>;
  /** URL at which the representative signs the letter. Present only while the request waits for the signature. */
  readonly signatureRequestUrl?: pulumi.Input<string>;
}
