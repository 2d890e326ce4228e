import * as pulumi from "@pulumi/pulumi";

/**
 * A number that isn't Twilio's and that the account may show when it calls. Twilio calls it, and whoever answers must type the code that the engine shows meanwhile; after five minutes (or `customTimeouts`) it is an error, and the next `pulumi up` calls again. A number that is verified already is taken over as it is, and stays verified when the resource is deleted. Import it by its SID.
 *
 * ## Example Usage
 * ### Show the practice's own number
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

  /** The number, E.164. Another is another verification. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** Name for people. The number by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Seconds before Twilio calls, 60 at most. It matters while the number isn't verified. */
  declare public readonly callDelay: pulumi.Output<number | undefined>;

  /** Digits to dial after the call is answered. It matters while the number isn't verified. */
  declare public readonly extension: pulumi.Output<string | undefined>;

  /** The caller ID's SID, `PN...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** True where the number was verified before: then a delete leaves it verified. */
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
  /** The number, E.164. Another is another verification. */
  readonly phoneNumber: pulumi.Input<string>;
  /** Name for people. The number by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Seconds before Twilio calls, 60 at most. It matters while the number isn't verified. */
  readonly callDelay?: pulumi.Input<number>;
  /** Digits to dial after the call is answered. It matters while the number isn't verified. */
  readonly extension?: pulumi.Input<string>;
}

/** What is known of an OutgoingCallerId that `OutgoingCallerId.get` looks up. */
export interface OutgoingCallerIdState {
  /** The number, E.164. Another is another verification. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Name for people. The number by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Seconds before Twilio calls, 60 at most. It matters while the number isn't verified. */
  readonly callDelay?: pulumi.Input<number>;
  /** Digits to dial after the call is answered. It matters while the number isn't verified. */
  readonly extension?: pulumi.Input<string>;
  /** The caller ID's SID, `PN...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** True where the number was verified before: then a delete leaves it verified. */
  readonly adopted?: pulumi.Input<boolean>;
}
