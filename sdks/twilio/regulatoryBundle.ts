import * as pulumi from "@pulumi/pulumi";

/**
 * A regulatory bundle: who uses the numbers of a regulated country, and what proves it, for Twilio's reviewers. Where a country asks for one, a number is sold with an approved bundle alone (error 21649). Twilio changes a draft, and one that was rejected; while it is reviewed, and once it is approved, a change of it is refused here too, in words: make another bundle, and give its SID to the numbers. A delete is refused while it is reviewed, or while a number needs it. Import it by its SID.
 *
 * ## Example Usage
 * ### Submit the papers of a business
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

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Whom Twilio tells how the review goes. */
  declare public readonly email: pulumi.Output<string>;

  /** Address that Twilio tells when the status changes. */
  declare public readonly statusCallback: pulumi.Output<string | undefined>;

  /** Country of the numbers, as ISO 3166-1 alpha-2: `GB`. With the next two it says which regulation counts. */
  declare public readonly isoCountry: pulumi.Output<string>;

  /** Kind of the numbers. One of `local`, `mobile`, `national`, `toll-free`. */
  declare public readonly numberType: pulumi.Output<string>;

  /** Who uses them: a person or a business. One of `individual`, `business`. */
  declare public readonly endUserType: pulumi.Output<string>;

  /** A test: the reviewers reject it, always. */
  declare public readonly isTest: pulumi.Output<boolean | undefined>;

  /** SIDs of the end users and documents in it: these and no others. Leave it out to say them as `BundleItemAssignment`s. */
  declare public readonly items: pulumi.Output<readonly string[] | undefined>;

  /** Put it before Twilio's reviewers, once it has its items. Nothing waits for them: `status` says how it stands at the last look. What was submitted isn't taken back. */
  declare public readonly submit: pulumi.Output<boolean | undefined>;

  /** Raise it to have a rejected bundle reviewed again, after its end user or documents were mended. */
  declare public readonly revision: pulumi.Output<number | undefined>;

  /** The bundle's SID, `BU...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The regulation that it is held against, `RN...`. */
  declare public readonly regulationSid: pulumi.Output<string | undefined>;

  /** `draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, at the last look. */
  declare public readonly status: pulumi.Output<string>;

  /** Until when an approved one counts, where that is limited. */
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
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Whom Twilio tells how the review goes. */
  readonly email: pulumi.Input<string>;
  /** Address that Twilio tells when the status changes. */
  readonly statusCallback?: pulumi.Input<string>;
  /** Country of the numbers, as ISO 3166-1 alpha-2: `GB`. With the next two it says which regulation counts. */
  readonly isoCountry: pulumi.Input<string>;
  /** Kind of the numbers. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType: pulumi.Input<string>;
  /** Who uses them: a person or a business. One of `individual`, `business`. */
  readonly endUserType: pulumi.Input<string>;
  /** A test: the reviewers reject it, always. */
  readonly isTest?: pulumi.Input<boolean>;
  /** SIDs of the end users and documents in it: these and no others. Leave it out to say them as `BundleItemAssignment`s. */
  readonly items?: pulumi.Input<pulumi.Input<string>[]>;
  /** Put it before Twilio's reviewers, once it has its items. Nothing waits for them: `status` says how it stands at the last look. What was submitted isn't taken back. */
  readonly submit?: pulumi.Input<boolean>;
  /** Raise it to have a rejected bundle reviewed again, after its end user or documents were mended. */
  readonly revision?: pulumi.Input<number>;
}

/** What is known of a RegulatoryBundle that `RegulatoryBundle.get` looks up. */
export interface RegulatoryBundleState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Whom Twilio tells how the review goes. */
  readonly email?: pulumi.Input<string>;
  /** Address that Twilio tells when the status changes. */
  readonly statusCallback?: pulumi.Input<string>;
  /** Country of the numbers, as ISO 3166-1 alpha-2: `GB`. With the next two it says which regulation counts. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Kind of the numbers. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: pulumi.Input<string>;
  /** Who uses them: a person or a business. One of `individual`, `business`. */
  readonly endUserType?: pulumi.Input<string>;
  /** A test: the reviewers reject it, always. */
  readonly isTest?: pulumi.Input<boolean>;
  /** SIDs of the end users and documents in it: these and no others. Leave it out to say them as `BundleItemAssignment`s. */
  readonly items?: pulumi.Input<pulumi.Input<string>[]>;
  /** Put it before Twilio's reviewers, once it has its items. Nothing waits for them: `status` says how it stands at the last look. What was submitted isn't taken back. */
  readonly submit?: pulumi.Input<boolean>;
  /** Raise it to have a rejected bundle reviewed again, after its end user or documents were mended. */
  readonly revision?: pulumi.Input<number>;
  /** The bundle's SID, `BU...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The regulation that it is held against, `RN...`. */
  readonly regulationSid?: pulumi.Input<string>;
  /** `draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved` or `twilio-rejected`, at the last look. */
  readonly status?: pulumi.Input<string>;
  /** Until when an approved one counts, where that is limited. */
  readonly validUntil?: pulumi.Input<string>;
}
