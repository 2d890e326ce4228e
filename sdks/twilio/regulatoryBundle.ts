import * as pulumi from "@pulumi/pulumi";

/**
 * A regulatory bundle: the end user of a regulated country's numbers and the documents that prove its data, for review by Twilio. Where a country requires a bundle, only an approved one allows to buy a number (error 21649). Only a draft or a rejected bundle can be changed. To change one under review, wait; to change an approved one, create another bundle and set its SID on the numbers. A delete is refused while the bundle is under review or a number needs it. Import it by its SID.
 *
 * ## Example Usage
 * ### Submit a business for review
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const acme = new twilio.EndUser(
 *   "acme",
 *   { type: "business", attributes: { business_name: "Acme Dental", business_registration_number: "00000000" } },
 *   { provider },
 * );
 * const address = new twilio.SupportingDocument(
 *   "address",
 *   { type: "address", attributes: { address_sids: ["AD0123456789abcdef0123456789abcdef"] } },
 *   { provider },
 * );
 * const papers = new twilio.RegulatoryBundle(
 *   "papers",
 *   {
 *     email: "papers@acme.example",
 *     isoCountry: "GB",
 *     numberType: "local",
 *     endUserType: "business",
 *     items: [acme.sid, address.sid],
 *     submit: true,
 *   },
 *   { provider },
 * );
 *
 * export const status = papers.status;
 * ```
 */
export class RegulatoryBundle extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:RegulatoryBundle";

  /** Looks an existing RegulatoryBundle up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: RegulatoryBundleState,
    opts?: pulumi.CustomResourceOptions,
  ): RegulatoryBundle {
    return new RegulatoryBundle(name, state as RegulatoryBundleArgs | undefined, { ...opts, id });
  }

  /** True for a RegulatoryBundle, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is RegulatoryBundle {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === RegulatoryBundle.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Email address that Twilio notifies of the review. */
  declare public readonly email: pulumi.Output<string>;

  /** URL that Twilio notifies when the status changes. */
  declare public readonly statusCallback: pulumi.Output<string | undefined>;

  /** Country of the numbers, as ISO 3166-1 alpha-2, such as `GB`. Country, number type and end user type select the regulation. A change replaces the bundle. */
  declare public readonly isoCountry: pulumi.Output<string>;

  /** Type of the numbers. A change replaces the bundle. One of `local`, `mobile`, `national`, `toll-free`. */
  declare public readonly numberType: pulumi.Output<string>;

  /** Type of end user: a person or a business. A change replaces the bundle. One of `individual`, `business`. */
  declare public readonly endUserType: pulumi.Output<string>;

  /** Whether this is a test bundle, which Twilio always rejects. False by default. A change replaces the bundle. */
  declare public readonly isTest: pulumi.Output<boolean | undefined>;

  /** SIDs of all end users and documents in the bundle; others are removed. Leave it out to use `BundleItemAssignment` resources instead. */
  declare public readonly items: pulumi.Output<readonly string[] | undefined>;

  /** Submit the bundle for review, once it has its items. The update doesn't wait for the review: `status` is as of the last refresh. A submission can't be withdrawn. */
  declare public readonly submit: pulumi.Output<boolean | undefined>;

  /** Revision number. Raise it to submit a rejected bundle again, after its end user or documents were corrected. */
  declare public readonly revision: pulumi.Output<number | undefined>;

  /** The bundle's SID, `BU...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** SID of the regulation that applies, `RN...`. */
  declare public readonly regulationSid: pulumi.Output<string | undefined>;

  /** `draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, as of the last refresh. */
  declare public readonly status: pulumi.Output<string>;

  /** Expiry of an approved bundle. Absent if it doesn't expire. */
  declare public readonly validUntil: pulumi.Output<string | undefined>;

  /** Declares a RegulatoryBundle under a name that is unique in the stack. */
  constructor(name: string, args: RegulatoryBundleArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.email === undefined)
      throw new Error(`RegulatoryBundle "${name}" needs "email"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.isoCountry === undefined)
      throw new Error(`RegulatoryBundle "${name}" needs "isoCountry"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.numberType === undefined)
      throw new Error(`RegulatoryBundle "${name}" needs "numberType"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.endUserType === undefined)
      throw new Error(`RegulatoryBundle "${name}" needs "endUserType"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      email: args?.email,
      statusCallback: args?.statusCallback,
      isoCountry: args?.isoCountry,
      numberType: args?.numberType,
      endUserType: args?.endUserType,
      isTest: args?.isTest,
      items: args?.items,
      submit: args?.submit,
      revision: args?.revision,
      sid: (args as RegulatoryBundleState | undefined)?.sid,
      accountSid: (args as RegulatoryBundleState | undefined)?.accountSid,
      dateCreated: (args as RegulatoryBundleState | undefined)?.dateCreated,
      regulationSid: (args as RegulatoryBundleState | undefined)?.regulationSid,
      status: (args as RegulatoryBundleState | undefined)?.status,
      validUntil: (args as RegulatoryBundleState | undefined)?.validUntil,
    };
    super(RegulatoryBundle.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a RegulatoryBundle takes. */
export interface RegulatoryBundleArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Email address that Twilio notifies of the review. */
  readonly email: pulumi.Input<string>;
  /** URL that Twilio notifies when the status changes. */
  readonly statusCallback?: pulumi.Input<string>;
  /** Country of the numbers, as ISO 3166-1 alpha-2, such as `GB`. Country, number type and end user type select the regulation. A change replaces the bundle. */
  readonly isoCountry: pulumi.Input<string>;
  /** Type of the numbers. A change replaces the bundle. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType: pulumi.Input<string>;
  /** Type of end user: a person or a business. A change replaces the bundle. One of `individual`, `business`. */
  readonly endUserType: pulumi.Input<string>;
  /** Whether this is a test bundle, which Twilio always rejects. False by default. A change replaces the bundle. */
  readonly isTest?: pulumi.Input<boolean>;
  /** SIDs of all end users and documents in the bundle; others are removed. Leave it out to use `BundleItemAssignment` resources instead. */
  readonly items?: pulumi.Input<pulumi.Input<string>[]>;
  /** Submit the bundle for review, once it has its items. The update doesn't wait for the review: `status` is as of the last refresh. A submission can't be withdrawn. */
  readonly submit?: pulumi.Input<boolean>;
  /** Revision number. Raise it to submit a rejected bundle again, after its end user or documents were corrected. */
  readonly revision?: pulumi.Input<number>;
}

/** What is known of a RegulatoryBundle that `RegulatoryBundle.get` looks up. */
export interface RegulatoryBundleState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Email address that Twilio notifies of the review. */
  readonly email?: pulumi.Input<string>;
  /** URL that Twilio notifies when the status changes. */
  readonly statusCallback?: pulumi.Input<string>;
  /** Country of the numbers, as ISO 3166-1 alpha-2, such as `GB`. Country, number type and end user type select the regulation. A change replaces the bundle. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Type of the numbers. A change replaces the bundle. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: pulumi.Input<string>;
  /** Type of end user: a person or a business. A change replaces the bundle. One of `individual`, `business`. */
  readonly endUserType?: pulumi.Input<string>;
  /** Whether this is a test bundle, which Twilio always rejects. False by default. A change replaces the bundle. */
  readonly isTest?: pulumi.Input<boolean>;
  /** SIDs of all end users and documents in the bundle; others are removed. Leave it out to use `BundleItemAssignment` resources instead. */
  readonly items?: pulumi.Input<pulumi.Input<string>[]>;
  /** Submit the bundle for review, once it has its items. The update doesn't wait for the review: `status` is as of the last refresh. A submission can't be withdrawn. */
  readonly submit?: pulumi.Input<boolean>;
  /** Revision number. Raise it to submit a rejected bundle again, after its end user or documents were corrected. */
  readonly revision?: pulumi.Input<number>;
  /** The bundle's SID, `BU...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** SID of the regulation that applies, `RN...`. */
  readonly regulationSid?: pulumi.Input<string>;
  /** `draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, as of the last refresh. */
  readonly status?: pulumi.Input<string>;
  /** Expiry of an approved bundle. Absent if it doesn't expire. */
  readonly validUntil?: pulumi.Input<string>;
}
