import * as pulumi from "@pulumi/pulumi";

/**
 * A BYOC (bring your own carrier) trunk: the webhooks for calls that your own carrier sends to a SIP domain (its `byocTrunkSid`), and the connection policy for calls out through that carrier. A delete is refused while a SIP domain uses the trunk. Import it by its SID.
 *
 * ## Example Usage
 * ### Receive calls from your own carrier
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

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when a call of the carrier comes in. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies when a call ends. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `statusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  declare public readonly cnamLookupEnabled: pulumi.Output<boolean | undefined>;

  /** SID of the connection policy for outbound calls to the carrier. It can be changed but not cleared. */
  declare public readonly connectionPolicySid: pulumi.Output<string | undefined>;

  /** SID of the SIP domain in the From header of outbound calls to the carrier. It can be changed but not cleared. */
  declare public readonly fromDomainSid: pulumi.Output<string | undefined>;

  /** The BYOC trunk's SID, `BY...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
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
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call of the carrier comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `statusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** SID of the connection policy for outbound calls to the carrier. It can be changed but not cleared. */
  readonly connectionPolicySid?: pulumi.Input<string>;
  /** SID of the SIP domain in the From header of outbound calls to the carrier. It can be changed but not cleared. */
  readonly fromDomainSid?: pulumi.Input<string>;
}

/** What is known of a ByocTrunk that `ByocTrunk.get` looks up. */
export interface ByocTrunkState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call of the carrier comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `statusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default. */
  readonly cnamLookupEnabled?: pulumi.Input<boolean>;
  /** SID of the connection policy for outbound calls to the carrier. It can be changed but not cleared. */
  readonly connectionPolicySid?: pulumi.Input<string>;
  /** SID of the SIP domain in the From header of outbound calls to the carrier. It can be changed but not cleared. */
  readonly fromDomainSid?: pulumi.Input<string>;
  /** The BYOC trunk's SID, `BY...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
