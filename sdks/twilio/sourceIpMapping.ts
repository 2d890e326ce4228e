import * as pulumi from "@pulumi/pulumi";

/**
 * Sends the calls of an IP address (`IpRecord`) to a SIP domain. An address has one mapping. An existing mapping of the same address and domain is taken over. Import it by its SID.
 *
 * ## Example Usage
 * ### Send a gateway's calls to a SIP domain
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const carrier = new twilio.SipDomain("carrier", { domainName: "acme-carrier.sip.twilio.com" }, { provider });
 * const gateway = new twilio.IpRecord("gateway", { ipAddress: "192.0.2.10" }, { provider });
 * new twilio.SourceIpMapping("gateway", { ipRecordSid: gateway.sid, sipDomainSid: carrier.sid }, { provider });
 * ```
 */
export class SourceIpMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SourceIpMapping";

  /** Looks an existing SourceIpMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SourceIpMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SourceIpMapping {
    return new SourceIpMapping(name, state as SourceIpMappingArgs | undefined, { ...opts, id });
  }

  /** True for a SourceIpMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SourceIpMapping {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SourceIpMapping.__pulumiType;
  }

  /** SID of the `IpRecord`. A change replaces the mapping. */
  declare public readonly ipRecordSid: pulumi.Output<string>;

  /** SID of the SIP domain that receives the calls. */
  declare public readonly sipDomainSid: pulumi.Output<string>;

  /** The mapping's SID, `IB...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a SourceIpMapping under a name that is unique in the stack. */
  constructor(name: string, args: SourceIpMappingArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipRecordSid === undefined)
      throw new Error(`SourceIpMapping "${name}" needs "ipRecordSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.sipDomainSid === undefined)
      throw new Error(`SourceIpMapping "${name}" needs "sipDomainSid"`);
    const inputs: pulumi.Inputs = {
      ipRecordSid: args?.ipRecordSid,
      sipDomainSid: args?.sipDomainSid,
      sid: (args as SourceIpMappingState | undefined)?.sid,
      accountSid: (args as SourceIpMappingState | undefined)?.accountSid,
      dateCreated: (args as SourceIpMappingState | undefined)?.dateCreated,
    };
    super(SourceIpMapping.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a SourceIpMapping takes. */
export interface SourceIpMappingArgs {
  /** SID of the `IpRecord`. A change replaces the mapping. */
  readonly ipRecordSid: pulumi.Input<string>;
  /** SID of the SIP domain that receives the calls. */
  readonly sipDomainSid: pulumi.Input<string>;
}

/** What is known of a SourceIpMapping that `SourceIpMapping.get` looks up. */
export interface SourceIpMappingState {
  /** SID of the `IpRecord`. A change replaces the mapping. */
  readonly ipRecordSid?: pulumi.Input<string>;
  /** SID of the SIP domain that receives the calls. */
  readonly sipDomainSid?: pulumi.Input<string>;
  /** The mapping's SID, `IB...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
