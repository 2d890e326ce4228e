import * as pulumi from "@pulumi/pulumi";

/**
 * An IP address or network of your own carrier. A `SourceIpMapping` sends its calls to a SIP domain, whatever domain the calls are addressed to. Twilio can't change the address: such a change replaces the record. Twilio refuses to delete a mapped record. Import it by its SID.
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
export class IpRecord extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:IpRecord";

  /** Looks an existing IpRecord up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: IpRecordState,
    opts?: pulumi.CustomResourceOptions,
  ): IpRecord {
    return new IpRecord(name, state as IpRecordArgs | undefined, { ...opts, id });
  }

  /** True for an IpRecord, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is IpRecord {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === IpRecord.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** IPv4 address, or the first address of a network. A change replaces the record. */
  declare public readonly ipAddress: pulumi.Output<string>;

  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  declare public readonly cidrPrefixLength: pulumi.Output<number | undefined>;

  /** The IP record's SID, `IL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares an IpRecord under a name that is unique in the stack. */
  constructor(name: string, args: IpRecordArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAddress === undefined)
      throw new Error(`IpRecord "${name}" needs "ipAddress"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      ipAddress: args?.ipAddress,
      cidrPrefixLength: args?.cidrPrefixLength,
      sid: (args as IpRecordState | undefined)?.sid,
      accountSid: (args as IpRecordState | undefined)?.accountSid,
      dateCreated: (args as IpRecordState | undefined)?.dateCreated,
    };
    super(IpRecord.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an IpRecord takes. */
export interface IpRecordArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** IPv4 address, or the first address of a network. A change replaces the record. */
  readonly ipAddress: pulumi.Input<string>;
  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
}

/** What is known of an IpRecord that `IpRecord.get` looks up. */
export interface IpRecordState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** IPv4 address, or the first address of a network. A change replaces the record. */
  readonly ipAddress?: pulumi.Input<string>;
  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
  /** The IP record's SID, `IL...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
