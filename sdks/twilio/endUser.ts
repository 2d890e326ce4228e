import * as pulumi from "@pulumi/pulumi";

/**
 * The end user of a regulated country's numbers: a person or a business. Assign it to regulatory bundles. Twilio deletes it only while no bundle has it. Import it by its SID.
 *
 * ## Example Usage
 * ### Declare a business as end user
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
 *
 * export const endUserSid = acme.sid;
 * ```
 */
export class EndUser extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:EndUser";

  /** Looks an existing EndUser up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: EndUserState,
    opts?: pulumi.CustomResourceOptions,
  ): EndUser {
    return new EndUser(name, state as EndUserArgs | undefined, { ...opts, id });
  }

  /** True for an EndUser, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is EndUser {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === EndUser.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Type of end user: a person or a business. A change replaces the end user. One of `individual`, `business`. */
  declare public readonly type: pulumi.Output<string>;

  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  declare public readonly attributes: pulumi.Output<Readonly<Record<string, unknown>> | undefined>;

  /** The end user's SID, `IT...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares an EndUser under a name that is unique in the stack. */
  constructor(name: string, args: EndUserArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.type === undefined)
      throw new Error(`EndUser "${name}" needs "type"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      type: args?.type,
      attributes: args?.attributes === undefined ? undefined : pulumi.secret(args?.attributes),
      sid: (args as EndUserState | undefined)?.sid,
      accountSid: (args as EndUserState | undefined)?.accountSid,
      dateCreated: (args as EndUserState | undefined)?.dateCreated,
    };
    super(
      EndUser.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0", additionalSecretOutputs: ["attributes"] }, opts ?? {}),
    );
  }
}

/** What an EndUser takes. */
export interface EndUserArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Type of end user: a person or a business. A change replaces the end user. One of `individual`, `business`. */
  readonly type: pulumi.Input<string>;
  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
}

/** What is known of an EndUser that `EndUser.get` looks up. */
export interface EndUserState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Type of end user: a person or a business. A change replaces the end user. One of `individual`, `business`. */
  readonly type?: pulumi.Input<string>;
  /** Attributes that the regulation requires, by Twilio's names (`business_name`, `address_sids`): `getRegulations` lists them. They are secret, since most are personal data. */
  readonly attributes?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
  /** The end user's SID, `IT...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
