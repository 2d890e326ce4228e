import * as pulumi from "@pulumi/pulumi";

/**
 * An address, or a network, from which a trunk or a SIP domain accepts calls. A list holds 25 at most, each once. Import it by the list's SID and its own: `AL.../IP...`.
 *
 * ## Example Usage
 * ### Let a network of 256 addresses call
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const offices = new twilio.SipIpAccessControlList("offices", {}, { provider });
 * const where = { ipAccessControlListSid: offices.sid, ipAddress: "198.51.100.0", cidrPrefixLength: 24 };
 * new twilio.SipIpAddress("north", where, { provider });
 * ```
 */
export class SipIpAddress extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipIpAddress";

  /** Looks an existing SipIpAddress up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipIpAddressState,
    opts?: pulumi.CustomResourceOptions,
  ): SipIpAddress {
    return new SipIpAddress(name, state as SipIpAddressArgs | undefined, { ...opts, id });
  }

  /** True for a SipIpAddress, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipIpAddress {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipIpAddress.__pulumiType;
  }

  /** The list that it belongs to. */
  declare public readonly ipAccessControlListSid: pulumi.Output<string>;

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** The address, or the first of a network. */
  declare public readonly ipAddress: pulumi.Output<string>;

  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  declare public readonly cidrPrefixLength: pulumi.Output<number | undefined>;

  /** The address's SID, `IP...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a SipIpAddress under a name that is unique in the stack. */
  constructor(name: string, args: SipIpAddressArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAccessControlListSid === undefined)
      throw new Error(`SipIpAddress "${name}" needs "ipAccessControlListSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAddress === undefined)
      throw new Error(`SipIpAddress "${name}" needs "ipAddress"`);
    const inputs: pulumi.Inputs = {
      ipAccessControlListSid: args?.ipAccessControlListSid,
      friendlyName: args?.friendlyName,
      ipAddress: args?.ipAddress,
      cidrPrefixLength: args?.cidrPrefixLength,
      sid: (args as SipIpAddressState | undefined)?.sid,
      accountSid: (args as SipIpAddressState | undefined)?.accountSid,
      dateCreated: (args as SipIpAddressState | undefined)?.dateCreated,
    };
    super(SipIpAddress.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a SipIpAddress takes. */
export interface SipIpAddressArgs {
  /** The list that it belongs to. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The address, or the first of a network. */
  readonly ipAddress: pulumi.Input<string>;
  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
}

/** What is known of a SipIpAddress that `SipIpAddress.get` looks up. */
export interface SipIpAddressState {
  /** The list that it belongs to. */
  readonly ipAccessControlListSid?: pulumi.Input<string>;
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The address, or the first of a network. */
  readonly ipAddress?: pulumi.Input<string>;
  /** How many leading bits of the address count: 24 lets in 256 addresses. 32 by default, this one alone. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
  /** The address's SID, `IP...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
}
