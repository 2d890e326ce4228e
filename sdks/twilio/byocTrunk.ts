import * as pulumi from "@pulumi/pulumi";

/**
 * Bring your own carrier: what answers the calls that a carrier of your own brings to a SIP domain (its `byocTrunkSid`), and how calls go out through that carrier. A delete is refused while a SIP domain names it. Import it by its SID.
 *
 * ## Example Usage
 * ### Take the calls of a carrier of your own
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const carrier = new twilio.ByocTrunk("carrier", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider });
 * new twilio.SipDomain("carrier", { domainName: "acme-carrier.sip.twilio.com", byocTrunkSid: carrier.sid }, { provider });
 * ```
 */
export class ByocTrunk extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:ByocTrunk";

  /** Looks an existing ByocTrunk up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ByocTrunkState,
    opts?: pulumi.CustomResourceOptions,
  ): ByocTrunk {
    return new ByocTrunk(name, state as ByocTrunkArgs | undefined, { ...opts, id });
  }

  /** True for a ByocTrunk, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is ByocTrunk {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === ByocTrunk.__pulumiType;
  }

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when the carrier brings a call. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio tells when a call ends. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `statusCallbackUrl`. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  declare public readonly cnamLookupEnabled: pulumi.Output<boolean | undefined>;

  /** The connection policy by which calls go out to the carrier. It can be exchanged, not taken away. */
  declare public readonly connectionPolicySid: pulumi.Output<string | undefined>;

  /** The SIP domain that calls to the carrier say they are from. It can be exchanged, not taken away. */
  declare public readonly fromDomainSid: pulumi.Output<string | undefined>;

  /** The BYOC trunk's SID, `BY...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a ByocTrunk under a name that is unique in the stack. */
  constructor(name: string, args?: ByocTrunkArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      voiceUrl: args?.voiceUrl,
      voiceMethod: args?.voiceMethod,
      voiceFallbackUrl: args?.voiceFallbackUrl,
      voiceFallbackMethod: args?.voiceFallbackMethod,
      statusCallbackUrl: args?.statusCallbackUrl,
      statusCallbackMethod: args?.statusCallbackMethod,
      cnamLookupEnabled: args?.cnamLookupEnabled,
      connectionPolicySid: args?.connectionPolicySid,
      fromDomainSid: args?.fromDomainSid,
      sid: (args as ByocTrunkState | undefined)?.sid,
      accountSid: (args as ByocTrunkState | undefined)?.accountSid,
      dateCreated: (args as ByocTrunkState | undefined)?.dateCreated,
    };
    super(ByocTrunk.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a ByocTrunk takes. */
export interface ByocTrunkArgs {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when the carrier brings a call. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `statusCallbackUrl`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** The connection policy by which calls go out to the carrier. It can be exchanged, not taken away. */
  readonly connectionPolicySid?: pulumi.Input<string>;
  /** The SIP domain that calls to the carrier say they are from. It can be exchanged, not taken away. */
  readonly fromDomainSid?: pulumi.Input<string>;
}

/** What is known of a ByocTrunk that `ByocTrunk.get` looks up. */
export interface ByocTrunkState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when the carrier brings a call. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `statusCallbackUrl`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** The connection policy by which calls go out to the carrier. It can be exchanged, not taken away. */
  readonly connectionPolicySid?: pulumi.Input<string>;
  /** The SIP domain that calls to the carrier say they are from. It can be exchanged, not taken away. */
  readonly fromDomainSid?: pulumi.Input<string>;
  /** The BYOC trunk's SID, `BY...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
}
