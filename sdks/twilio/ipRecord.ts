import * as pulumi from "@pulumi/pulumi";

/**
 * An address, or a network, of a carrier of your own. A `SourceIpMapping` says which SIP domain gets its calls, whatever domain they name. Twilio has no change of the address: another one makes a new record. Twilio refuses to delete one that is mapped. Import it by its SID.
 *
 * ## Example Usage
 * ### Bring a gateway's calls to a SIP domain
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

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** The address, or the first of a network. */
  declare public readonly ipAddress: pulumi.Output<string>;

  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  declare public readonly cidrPrefixLength: pulumi.Output<number | undefined>;

  /** The IP record's SID, `IL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
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
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The address, or the first of a network. */
  readonly ipAddress: pulumi.Input<string>;
  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
}

/** What is known of an IpRecord that `IpRecord.get` looks up. */
export interface IpRecordState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The address, or the first of a network. */
  readonly ipAddress?: pulumi.Input<string>;
  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
  /** The IP record's SID, `IL...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
}
