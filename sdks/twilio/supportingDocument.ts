import * as pulumi from "@pulumi/pulumi";

/**
 * A paper that proves what an end user says: a register's excerpt, a bill, an ID, or an address alone. This resource keeps its kind and what is written on it. The file itself can't go through it, because Twilio takes files at another address, which is no part of its described API: upload it in the Console, or with `SupportingDocuments` of numbers-upload.twilio.com, and import the document. Twilio changes none that is under review, and deletes it when no bundle has it. Import it by its SID.
 *
 * ## Example Usage
 * ### Give an address as its own proof
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

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Kind of paper, by Twilio's name: `utility_bill`, `commercial_registrar_excerpt`, `address`. Another kind is another document. */
  declare public readonly type: pulumi.Output<string>;

  /** What the regulation asks for, by Twilio's own names (`business_name`, `address_sids`): `getRegulations` tells which. It is secret, since most of it is about people. */
  declare public readonly attributes: pulumi.Output<Readonly<Record<string, unknown>> | undefined>;

  /** The document's SID, `RD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, at the last look. */
  declare public readonly status: pulumi.Output<string>;

  /** Why the reviewers rejected it. */
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
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Kind of paper, by Twilio's name: `utility_bill`, `commercial_registrar_excerpt`, `address`. Another kind is another document. */
  readonly type: pulumi.Input<string>;
  /** What the regulation asks for, by Twilio's own names (`business_name`, `address_sids`): `getRegulations` tells which. It is secret, since most of it is about people. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
}

/** What is known of a SupportingDocument that `SupportingDocument.get` looks up. */
export interface SupportingDocumentState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Kind of paper, by Twilio's name: `utility_bill`, `commercial_registrar_excerpt`, `address`. Another kind is another document. */
  readonly type?: pulumi.Input<string>;
  /** What the regulation asks for, by Twilio's own names (`business_name`, `address_sids`): `getRegulations` tells which. It is secret, since most of it is about people. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
  /** The document's SID, `RD...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `draft`, `pending-review`, `approved`, `provisionally-approved`, `rejected` or `expired`, at the last look. */
  readonly status?: pulumi.Input<string>;
  /** Why the reviewers rejected it. */
  readonly failureReason?: pulumi.Input<string>;
}
