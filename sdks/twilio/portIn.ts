import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Brings numbers from another carrier to Twilio: a request that people and carriers act on. It is made once: a create looks for an open request for these very numbers first. It can't be changed: while it is open, a change is refused; once it is canceled or expired, a change makes a new request; once it is completed, a change changes nothing. A delete cancels it while that can be; a completed request is just forgotten, and its numbers stay the account's. `status` says how it stands at the last look: run `pulumi refresh`, or have Twilio tell you with a `PortInWebhook`. Once it is completed, manage each number with an `IncomingPhoneNumber`. Import it by its SID; Twilio shows no PINs, so an import takes the program's.
 *
 * ## Example Usage
 * ### Bring a number
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

  /** The numbers to bring, 1000 at most: US numbers, local and mobile, no toll-free. */
  declare public readonly phoneNumbers: pulumi.Output<readonly types.PortInNumber[]>;

  /** SIDs of documents. One must be a utility bill. */
  declare public readonly documents: pulumi.Output<readonly string[]>;

  /** The customer, as the losing carrier knows it: what differs from its books, it rejects. */
  declare public readonly losingCarrier: pulumi.Output<types.PortInLosingCarrier>;

  /** Account that the numbers come to: the provider's own, which is the default, or one below it. */
  declare public readonly targetAccountSid: pulumi.Output<string | undefined>;

  /** Day of the port, 7 days ahead or more. The losing carrier may choose another. */
  declare public readonly targetDate: pulumi.Output<string | undefined>;

  /** Earliest time on that day. */
  declare public readonly targetTimeRangeStart: pulumi.Output<string | undefined>;

  /** Latest time on that day. */
  declare public readonly targetTimeRangeEnd: pulumi.Output<string | undefined>;

  /** Who gets a copy of the signed letter. */
  declare public readonly notificationEmails: pulumi.Output<readonly string[] | undefined>;

  /** An approved regulatory bundle. */
  declare public readonly bundleSid: pulumi.Output<string | undefined>;

  /** The request's SID, `KW...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that the numbers come to. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, at the last look. */
  declare public readonly status: pulumi.Output<string>;

  /** How each number stands. */
  declare public readonly numbers: pulumi.Output<readonly types.PortInNumberStatus[]>;

  /** Where the representative signs, while that is waited for. */
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
  /** The numbers to bring, 1000 at most: US numbers, local and mobile, no toll-free. */
  readonly phoneNumbers: pulumi.Input<pulumi.Input<types.PortInNumberArgs>[]>;
  /** SIDs of documents. One must be a utility bill. */
  readonly documents: pulumi.Input<pulumi.Input<string>[]>;
  /** The customer, as the losing carrier knows it: what differs from its books, it rejects. */
  readonly losingCarrier: pulumi.Input<types.PortInLosingCarrierArgs>;
  /** Account that the numbers come to: the provider's own, which is the default, or one below it. */
  readonly targetAccountSid?: pulumi.Input<string>;
  /** Day of the port, 7 days ahead or more. The losing carrier may choose another. */
  readonly targetDate?: pulumi.Input<string>;
  /** Earliest time on that day. */
  readonly targetTimeRangeStart?: pulumi.Input<string>;
  /** Latest time on that day. */
  readonly targetTimeRangeEnd?: pulumi.Input<string>;
  /** Who gets a copy of the signed letter. */
  readonly notificationEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** An approved regulatory bundle. */
  readonly bundleSid?: pulumi.Input<string>;
}

/** What is known of a PortIn that `PortIn.get` looks up. */
export interface PortInState {
  /** The numbers to bring, 1000 at most: US numbers, local and mobile, no toll-free. */
  readonly phoneNumbers?: pulumi.Input<pulumi.Input<types.PortInNumberArgs>[]>;
  /** SIDs of documents. One must be a utility bill. */
  readonly documents?: pulumi.Input<pulumi.Input<string>[]>;
  /** The customer, as the losing carrier knows it: what differs from its books, it rejects. */
  readonly losingCarrier?: pulumi.Input<types.PortInLosingCarrierArgs>;
  /** Account that the numbers come to: the provider's own, which is the default, or one below it. */
  readonly targetAccountSid?: pulumi.Input<string>;
  /** Day of the port, 7 days ahead or more. The losing carrier may choose another. */
  readonly targetDate?: pulumi.Input<string>;
  /** Earliest time on that day. */
  readonly targetTimeRangeStart?: pulumi.Input<string>;
  /** Latest time on that day. */
  readonly targetTimeRangeEnd?: pulumi.Input<string>;
  /** Who gets a copy of the signed letter. */
  readonly notificationEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** An approved regulatory bundle. */
  readonly bundleSid?: pulumi.Input<string>;
  /** The request's SID, `KW...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that the numbers come to. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, at the last look. */
  readonly status?: pulumi.Input<string>;
  /** How each number stands. */
  readonly numbers?: pulumi.Input<pulumi.Input<types.PortInNumberStatusArgs>[]>;
  /** Where the representative signs, while that is waited for. */
  readonly signatureRequestUrl?: pulumi.Input<string>;
}
