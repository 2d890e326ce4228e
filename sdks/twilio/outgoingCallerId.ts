import * as pulumi from "@pulumi/pulumi";

/**
 * A number of another carrier that the account may use as caller ID. To verify it, Twilio calls the number, and the person who answers enters the code that `pulumi up` shows. Without the code, the create fails after five minutes (or `customTimeouts`), and the next `pulumi up` calls again. A number that is already verified is taken over, and stays verified after a delete. Import it by its SID.
 *
 * ## Example Usage
 * ### Use the practice's own number as caller ID
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const practice = new twilio.OutgoingCallerId("practice", { phoneNumber: "+12125550142" }, { provider });
 *
 * export const callerIdSid = practice.sid;
 * ```
 */
export class OutgoingCallerId extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:OutgoingCallerId";

  /** Looks an existing OutgoingCallerId up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: OutgoingCallerIdState,
    opts?: pulumi.CustomResourceOptions,
  ): OutgoingCallerId {
    return new OutgoingCallerId(name, state as OutgoingCallerIdArgs | undefined, { ...opts, id });
  }

  /** True for an OutgoingCallerId, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is OutgoingCallerId {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === OutgoingCallerId.__pulumiType;
  }

  /** The number, E.164. A change replaces the resource, with a new verification. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** Friendly name. The number by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Delay of the verification call in seconds, 0 to 60. Ignored once the number is verified. */
  declare public readonly callDelay: pulumi.Output<number | undefined>;

  /** Extension: digits dialled after the verification call is answered. Ignored once the number is verified. */
  declare public readonly extension: pulumi.Output<string | undefined>;

  /** The caller ID's SID, `PN...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** True if the number was verified before this resource; then a delete leaves it verified. */
  declare public readonly adopted: pulumi.Output<boolean>;

  /** Declares an OutgoingCallerId under a name that is unique in the stack. */
  constructor(name: string, args: OutgoingCallerIdArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.phoneNumber === undefined)
      throw new Error(`OutgoingCallerId "${name}" needs "phoneNumber"`);
    const inputs: pulumi.Inputs = {
      phoneNumber: args?.phoneNumber,
      friendlyName: args?.friendlyName,
      callDelay: args?.callDelay,
      extension: args?.extension,
      sid: (args as OutgoingCallerIdState | undefined)?.sid,
      accountSid: (args as OutgoingCallerIdState | undefined)?.accountSid,
      dateCreated: (args as OutgoingCallerIdState | undefined)?.dateCreated,
      adopted: (args as OutgoingCallerIdState | undefined)?.adopted,
    };
    super(OutgoingCallerId.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an OutgoingCallerId takes. */
export interface OutgoingCallerIdArgs {
  /** The number, E.164. A change replaces the resource, with a new verification. */
  readonly phoneNumber: pulumi.Input<string>;
  /** Friendly name. The number by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Delay of the verification call in seconds, 0 to 60. Ignored once the number is verified. */
  readonly callDelay?: pulumi.Input<number>;
  /** Extension: digits dialled after the verification call is answered. Ignored once the number is verified. */
  readonly extension?: pulumi.Input<string>;
}

/** What is known of an OutgoingCallerId that `OutgoingCallerId.get` looks up. */
export interface OutgoingCallerIdState {
  /** The number, E.164. A change replaces the resource, with a new verification. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Friendly name. The number by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Delay of the verification call in seconds, 0 to 60. Ignored once the number is verified. */
  readonly callDelay?: pulumi.Input<number>;
  /** Extension: digits dialled after the verification call is answered. Ignored once the number is verified. */
  readonly extension?: pulumi.Input<string>;
  /** The caller ID's SID, `PN...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** True if the number was verified before this resource; then a delete leaves it verified. */
  readonly adopted?: pulumi.Input<boolean>;
}
