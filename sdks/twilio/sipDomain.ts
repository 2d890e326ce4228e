import * as pulumi from "@pulumi/pulumi";

/**
 * A SIP domain: an address at Twilio that phones and phone systems call, and what answers there. Nobody gets in before a list is mapped to it (`SipDomainCallsCredentialListMapping`, `SipDomainCallsIpAccessControlListMapping`). Another `domainName` takes effect at once, in place: calls to the old one reach nothing. A delete takes its mappings along, not the lists. Import it by its SID.
 *
 * ## Example Usage
 * ### Take the calls of a phone system
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

  /** Its address: a name that ends with `.sip.twilio.com`, the only one among all of Twilio's customers. */
  declare public readonly domainName: pulumi.Output<string>;

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when a call comes in. */
  declare public readonly voiceUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  declare public readonly voiceMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  declare public readonly voiceFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  declare public readonly voiceFallbackMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio tells when a call ends. */
  declare public readonly voiceStatusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `voiceStatusCallbackUrl`. One of `GET`, `POST`. */
  declare public readonly voiceStatusCallbackMethod: pulumi.Output<string | undefined>;

  /** Phones may register, to be called. Off by default. */
  declare public readonly sipRegistration: pulumi.Output<boolean | undefined>;

  /** Only calls over TLS are accepted, with SRTP. Off by default. */
  declare public readonly secure: pulumi.Output<boolean | undefined>;

  /** Emergency numbers may be called from numbers with a registered address. Off by default. */
  declare public readonly emergencyCallingEnabled: pulumi.Output<boolean | undefined>;

  /** The number that an emergency service calls back. It can be exchanged, not taken away. */
  declare public readonly emergencyCallerSid: pulumi.Output<string | undefined>;

  /** The BYOC trunk whose calls come in here. It can be exchanged, not taken away. */
  declare public readonly byocTrunkSid: pulumi.Output<string | undefined>;

  /** The domain's SID, `SD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** How callers are recognised: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists; empty where none is. */
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
  /** Its address: a name that ends with `.sip.twilio.com`, the only one among all of Twilio's customers. */
  readonly domainName: pulumi.Input<string>;
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly voiceStatusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceStatusCallbackUrl`. One of `GET`, `POST`. */
  readonly voiceStatusCallbackMethod?: pulumi.Input<string>;
  /** Phones may register, to be called. Off by default. */
  readonly sipRegistration?: pulumi.Input<boolean>;
  /** Only calls over TLS are accepted, with SRTP. Off by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Emergency numbers may be called from numbers with a registered address. Off by default. */
  readonly emergencyCallingEnabled?: pulumi.Input<boolean>;
  /** The number that an emergency service calls back. It can be exchanged, not taken away. */
  readonly emergencyCallerSid?: pulumi.Input<string>;
  /** The BYOC trunk whose calls come in here. It can be exchanged, not taken away. */
  readonly byocTrunkSid?: pulumi.Input<string>;
}

/** What is known of a SipDomain that `SipDomain.get` looks up. */
export interface SipDomainState {
  /** Its address: a name that ends with `.sip.twilio.com`, the only one among all of Twilio's customers. */
  readonly domainName?: pulumi.Input<string>;
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a call comes in. */
  readonly voiceUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceUrl`. One of `GET`, `POST`. */
  readonly voiceMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `voiceUrl` fails or answers nonsense. */
  readonly voiceFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceFallbackUrl`. One of `GET`, `POST`. */
  readonly voiceFallbackMethod?: pulumi.Input<string>;
  /** Address that Twilio tells when a call ends. */
  readonly voiceStatusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `voiceStatusCallbackUrl`. One of `GET`, `POST`. */
  readonly voiceStatusCallbackMethod?: pulumi.Input<string>;
  /** Phones may register, to be called. Off by default. */
  readonly sipRegistration?: pulumi.Input<boolean>;
  /** Only calls over TLS are accepted, with SRTP. Off by default. */
  readonly secure?: pulumi.Input<boolean>;
  /** Emergency numbers may be called from numbers with a registered address. Off by default. */
  readonly emergencyCallingEnabled?: pulumi.Input<boolean>;
  /** The number that an emergency service calls back. It can be exchanged, not taken away. */
  readonly emergencyCallerSid?: pulumi.Input<string>;
  /** The BYOC trunk whose calls come in here. It can be exchanged, not taken away. */
  readonly byocTrunkSid?: pulumi.Input<string>;
  /** The domain's SID, `SD...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** How callers are recognised: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists; empty where none is. */
  readonly authType?: pulumi.Input<string>;
}
