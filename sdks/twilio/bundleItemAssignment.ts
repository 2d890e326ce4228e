import * as pulumi from "@pulumi/pulumi";

/**
 * Assigns an end user or a document to a bundle. Declare a bundle's items here or as `items` of its `RegulatoryBundle`, not in both. The items of a bundle under review or approved can't be changed: a delete is refused while the bundle is under review, and leaves the item in an approved bundle, with a warning. Import it by the bundle's SID and its own: `BU.../BV...`.
 *
 * ## Example Usage
 * ### Assign a document to a bundle
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const papers = new twilio.RegulatoryBundle(
 *   "papers",
 *   { email: "papers@acme.example", isoCountry: "GB", numberType: "local", endUserType: "business" },
 *   { provider },
 * );
 * const bill = new twilio.SupportingDocument("bill", { type: "utility_bill" }, { provider });
 * new twilio.BundleItemAssignment("bill", { bundleSid: papers.sid, objectSid: bill.sid }, { provider });
 * ```
 */
export class BundleItemAssignment extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:BundleItemAssignment";

  /** Looks an existing BundleItemAssignment up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: BundleItemAssignmentState,
    opts?: pulumi.CustomResourceOptions,
  ): BundleItemAssignment {
    return new BundleItemAssignment(name, state as BundleItemAssignmentArgs | undefined, { ...opts, id });
  }

  /** True for a BundleItemAssignment, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is BundleItemAssignment {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === BundleItemAssignment.__pulumiType;
  }

  /** SID of the bundle. A change replaces the assignment. */
  declare public readonly bundleSid: pulumi.Output<string>;

  /** SID of the end user or document. A change replaces the assignment. */
  declare public readonly objectSid: pulumi.Output<string>;

  /** The assignment's SID, `BV...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a BundleItemAssignment under a name that is unique in the stack. */
  constructor(name: string, args: BundleItemAssignmentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.bundleSid === undefined)
      throw new Error(`BundleItemAssignment "${name}" needs "bundleSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.objectSid === undefined)
      throw new Error(`BundleItemAssignment "${name}" needs "objectSid"`);
    const inputs: pulumi.Inputs = {
      bundleSid: args?.bundleSid,
      objectSid: args?.objectSid,
      sid: (args as BundleItemAssignmentState | undefined)?.sid,
      accountSid: (args as BundleItemAssignmentState | undefined)?.accountSid,
      dateCreated: (args as BundleItemAssignmentState | undefined)?.dateCreated,
    };
    super(BundleItemAssignment.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a BundleItemAssignment takes. */
export interface BundleItemAssignmentArgs {
  /** SID of the bundle. A change replaces the assignment. */
  readonly bundleSid: pulumi.Input<string>;
  /** SID of the end user or document. A change replaces the assignment. */
  readonly objectSid: pulumi.Input<string>;
}

/** What is known of a BundleItemAssignment that `BundleItemAssignment.get` looks up. */
export interface BundleItemAssignmentState {
  /** SID of the bundle. A change replaces the assignment. */
  readonly bundleSid?: pulumi.Input<string>;
  /** SID of the end user or document. A change replaces the assignment. */
  readonly objectSid?: pulumi.Input<string>;
  /** The assignment's SID, `BV...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
