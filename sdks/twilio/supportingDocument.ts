import * as pulumi from "@pulumi/pulumi";

/**
 * A document that proves an end user's data: a register excerpt, a bill, an ID, or just an address. This resource manages the document's type and attributes, not its file, which Twilio accepts only outside its documented API: upload the file in the Console, or with `SupportingDocuments` of numbers-upload.twilio.com, then import the document. Twilio changes no document under review, and deletes a document only while no bundle has it. Import it by its SID.
 *
 * ## Example Usage
 * ### Use an address as supporting document
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const address = new twilio.SupportingDocument(
 *   "address",
 *   { type: "address", attributes: { address_sids: ["AD0123456789abcdef0123456789abcdef"] } },
 *   { provider },
 * );
 *
 * export const status = address.status;
 * ```
 */
export class SupportingDocument extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SupportingDocument";

  /** Looks an existing SupportingDocument up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SupportingDocumentState,
    opts?: pulumi.CustomResourceOptions,
  ): SupportingDocument {
    return new SupportingDocument(name, state as SupportingDocumentArgs | undefined, { ...opts, id });
  }

  /** True for a SupportingDocument, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SupportingDocument {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SupportingDocument.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Type of document by Twilio's name, such as `utility_bill`, `commercial_registrar_excerpt` or `address`. A change replaces the document. */
  declare public readonly type: pulumi.Output<string>;

  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  declare public readonly attributes: pulumi.Output<Readonly<Record<string, unknown>> | undefined>;

  /** The document's SID, `RD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, as of the last refresh. */
  declare public readonly status: pulumi.Output<string>;

  /** Reason for a rejection. Absent unless the document is rejected. */
  declare public readonly failureReason: pulumi.Output<string | undefined>;

  /** Declares a SupportingDocument under a name that is unique in the stack. */
  constructor(name: string, args: SupportingDocumentArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.type === undefined)
      throw new Error(`SupportingDocument "${name}" needs "type"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      type: args?.type,
      attributes: args?.attributes === undefined ? undefined : pulumi.secret(args?.attributes),
      sid: (args as SupportingDocumentState | undefined)?.sid,
      accountSid: (args as SupportingDocumentState | undefined)?.accountSid,
      dateCreated: (args as SupportingDocumentState | undefined)?.dateCreated,
      status: (args as SupportingDocumentState | undefined)?.status,
      failureReason: (args as SupportingDocumentState | undefined)?.failureReason,
    };
    super(
      SupportingDocument.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0", additionalSecretOutputs: ["attributes"] }, opts ?? {}),
    );
  }
}

/** What a SupportingDocument takes. */
export interface SupportingDocumentArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Type of document by Twilio's name, such as `utility_bill`, `commercial_registrar_excerpt` or `address`. A change replaces the document. */
  readonly type: pulumi.Input<string>;
  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
}

/** What is known of a SupportingDocument that `SupportingDocument.get` looks up. */
export interface SupportingDocumentState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Type of document by Twilio's name, such as `utility_bill`, `commercial_registrar_excerpt` or `address`. A change replaces the document. */
  readonly type?: pulumi.Input<string>;
  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
  /** The document's SID, `RD...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, as of the last refresh. */
  readonly status?: pulumi.Input<string>;
  /** Reason for a rejection. Absent unless the document is rejected. */
  readonly failureReason?: pulumi.Input<string>;
}
