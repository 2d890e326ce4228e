import * as pulumi from "@pulumi/pulumi";

/**
 * A SIP domain: a domain name at Twilio to which phones and phone systems send calls, and the webhooks that answer them. Twilio rejects all calls until a list is mapped to the domain (`SipDomainCallsCredentialListMapping`, `SipDomainCallsIpAccessControlListMapping`). A change of `domainName` is made in place and takes effect at once: calls to the old name fail. A delete removes the domain's mappings too, but not the lists. Import it by its SID.
 *
 * ## Example Usage
 * ### Receive the calls of a phone system
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain(
 *   "office",
 *   { domainName: "acme-office.sip.twilio.com", voiceUrl: "https://voice.us.aybiza.example/twilio/voice", secure: true },
 *   { provider },
 * );
 * const offices = new twilio.SipIpAccessControlList("offices", {}, { provider });
 * new twilio.SipDomainCallsIpAccessControlListMapping(
 *   "offices",
 *   { domainSid: office.sid, ipAccessControlListSid: offices.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomain extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomain";

  /** Looks an existing SipDomain up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomain {
    return new SipDomain(name, state as SipDomainArgs | undefined, { ...opts, id });
  }

  /** True for a SipDomain, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomain {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipDomain.__pulumiType;
  }

  /** Domain name to which phones send calls. It ends with `.sip.twilio.com` and must be unique among all Twilio customers. */
  declare public readonly domainName: pulumi.Output<string>;

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when a call comes in. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies when a call ends. */
  declare public readonly voiceStatusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `voiceStatusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  declare public readonly voiceStatusCallbackMethod: pulumi.Output<string | undefined>;

  /** Allow phones to register, so that they can be called. False by default. */
  declare public readonly sipRegistration: pulumi.Output<boolean | undefined>;

  /** Require TLS and SRTP, and reject other calls. False by default. */
  declare public readonly secure: pulumi.Output<boolean | undefined>;

  /** Allow emergency calls from numbers with a registered emergency address. False by default. */
  declare public readonly emergencyCallingEnabled: pulumi.Output<boolean | undefined>;

  /** SID of the number that emergency services call back. It can be changed but not cleared. */
  declare public readonly emergencyCallerSid: pulumi.Output<string | undefined>;

  /** SID of the BYOC trunk whose calls the domain receives. It can be changed but not cleared. */
  declare public readonly byocTrunkSid: pulumi.Output<string | undefined>;

  /** The domain's SID, `SD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** How callers authenticate: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists. Empty without a list. */
  declare public readonly authType: pulumi.Output<string>;

  /** Declares a SipDomain under a name that is unique in the stack. */
  constructor(name: string, args: SipDomainArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainName === undefined)
      throw new Error(`SipDomain "${name}" needs "domainName"`);
    const inputs: pulumi.Inputs = {
      domainName: args?.domainName,
      friendlyName: args?.friendlyName,
      voiceUrl: args?.voiceUrl,
      voiceMethod: args?.voiceMethod,
      voiceFallbackUrl: args?.voiceFallbackUrl,
      voiceFallbackMethod: args?.voiceFallbackMethod,
      voiceStatusCallbackUrl: args?.voiceStatusCallbackUrl,
      voiceStatusCallbackMethod: args?.voiceStatusCallbackMethod,
      sipRegistration: args?.sipRegistration,
      secure: args?.secure,
      emergencyCallingEnabled: args?.emergencyCallingEnabled,
      emergencyCallerSid: args?.emergencyCallerSid,
      byocTrunkSid: args?.byocTrunkSid,
      sid: (args as SipDomainState | undefined)?.sid,
      accountSid: (args as SipDomainState | undefined)?.accountSid,
      dateCreated: (args as SipDomainState | undefined)?.dateCreated,
      authType: (args as SipDomainState | undefined)?.authType,
    };
    super(SipDomain.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a SipDomain takes. */
export interface SipDomainArgs {
  /** Domain name to which phones send calls. It ends with `.sip.twilio.com` and must be unique among all Twilio customers. */
  readonly domainName: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly voiceStatusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceStatusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceStatusCallbackMethod?: pulumi.Input<string>;
  /** Allow phones to register, so that they can be called. False by default. */
  readonly sipRegistration?: pulumi.Input<boolean>;
  /** Require TLS and SRTP, and reject other calls. False by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Allow emergency calls from numbers with a registered emergency address. False by default. */
  readonly emergencyCallingEnabled?: pulumi.Input<boolean>;
  /** SID of the number that emergency services call back. It can be changed but not cleared. */
  readonly emergencyCallerSid?: pulumi.Input<string>;
  /** SID of the BYOC trunk whose calls the domain receives. It can be changed but not cleared. */
  readonly byocTrunkSid?: pulumi.Input<string>;
}

/** What is known of a SipDomain that `SipDomain.get` looks up. */
export interface SipDomainState {
  /** Domain name to which phones send calls. It ends with `.sip.twilio.com` and must be unique among all Twilio customers. */
  readonly domainName?: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceFallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** URL that Twilio notifies when a call ends. */
  readonly voiceStatusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `voiceStatusCallbackUrl`. `POST` by default. One of `GET`, `POST`. */
  readonly voiceStatusCallbackMethod?: pulumi.Input<string>;
  /** Allow phones to register, so that they can be called. False by default. */
  readonly sipRegistration?: pulumi.Input<boolean>;
  /** Require TLS and SRTP, and reject other calls. False by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Allow emergency calls from numbers with a registered emergency address. False by default. */
  readonly emergencyCallingEnabled?: pulumi.Input<boolean>;
  /** SID of the number that emergency services call back. It can be changed but not cleared. */
  readonly emergencyCallerSid?: pulumi.Input<string>;
  /** SID of the BYOC trunk whose calls the domain receives. It can be changed but not cleared. */
  readonly byocTrunkSid?: pulumi.Input<string>;
  /** The domain's SID, `SD...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** How callers authenticate: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists. Empty without a list. */
  readonly authType?: pulumi.Input<string>;
}
