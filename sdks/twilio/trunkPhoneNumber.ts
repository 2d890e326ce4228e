import * as pulumi from "@pulumi/pulumi";

/**
 * Assigns a number of the account to a trunk, so that its calls go to the trunk's origination URLs. A number has a trunk or a voice application, not both, and Twilio would clear the application silently, so the create is refused while the number has an application. A delete removes the number from the trunk; it stays in the account. Set a number's trunk here or as `trunkSid` of its `IncomingPhoneNumber`, not in both. Import it by the trunk's SID and the number's: `TK.../PN...`.
 *
 * ## Example Usage
 * ### Send a number's calls to your own phone system
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", {}, { provider });
 * new twilio.TrunkPhoneNumber(
 *   "reception",
 *   { trunkSid: office.sid, phoneNumberSid: "PN0123456789abcdef0123456789abcdef" },
 *   { provider },
 * );
 * ```
 */
export class TrunkPhoneNumber extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:TrunkPhoneNumber";

  /** Looks an existing TrunkPhoneNumber up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkPhoneNumberState,
    opts?: pulumi.CustomResourceOptions,
  ): TrunkPhoneNumber {
    return new TrunkPhoneNumber(name, state as TrunkPhoneNumberArgs | undefined, { ...opts, id });
  }

  /** True for a TrunkPhoneNumber, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is TrunkPhoneNumber {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === TrunkPhoneNumber.__pulumiType;
  }

  /** SID of the trunk. A change replaces the assignment: the new trunk takes the number over first. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** SID of the number. A change replaces the assignment. */
  declare public readonly phoneNumberSid: pulumi.Output<string>;

  /** The number's SID, `PN...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The number, E.164. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** Declares a TrunkPhoneNumber under a name that is unique in the stack. */
  constructor(name: string, args: TrunkPhoneNumberArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.trunkSid === undefined)
      throw new Error(`TrunkPhoneNumber "${name}" needs "trunkSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.phoneNumberSid === undefined)
      throw new Error(`TrunkPhoneNumber "${name}" needs "phoneNumberSid"`);
    const inputs: pulumi.Inputs = {
      trunkSid: args?.trunkSid,
      phoneNumberSid: args?.phoneNumberSid,
      sid: (args as TrunkPhoneNumberState | undefined)?.sid,
      accountSid: (args as TrunkPhoneNumberState | undefined)?.accountSid,
      dateCreated: (args as TrunkPhoneNumberState | undefined)?.dateCreated,
      phoneNumber: (args as TrunkPhoneNumberState | undefined)?.phoneNumber,
    };
    super(TrunkPhoneNumber.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a TrunkPhoneNumber takes. */
export interface TrunkPhoneNumberArgs {
  /** SID of the trunk. A change replaces the assignment: the new trunk takes the number over first. */
  readonly trunkSid: pulumi.Input<string>;
  /** SID of the number. A change replaces the assignment. */
  readonly phoneNumberSid: pulumi.Input<string>;
}

/** What is known of a TrunkPhoneNumber that `TrunkPhoneNumber.get` looks up. */
export interface TrunkPhoneNumberState {
  /** SID of the trunk. A change replaces the assignment: the new trunk takes the number over first. */
  readonly trunkSid?: pulumi.Input<string>;
  /** SID of the number. A change replaces the assignment. */
  readonly phoneNumberSid?: pulumi.Input<string>;
  /** The number's SID, `PN...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
}
