import * as pulumi from "@pulumi/pulumi";

/**
 * An IP address or network from which trunks and SIP domains accept calls. A list has 25 at most, without duplicates. Import it by the list's SID and its own: `AL.../IP...`.
 *
 * ## Example Usage
 * ### Accept calls from a network of 256 addresses
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

  /** SID of the `SipIpAccessControlList` that it belongs to. A change replaces the address. */
  declare public readonly ipAccessControlListSid: pulumi.Output<string>;

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** IPv4 address, or the first address of a network. */
  declare public readonly ipAddress: pulumi.Output<string>;

  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  declare public readonly cidrPrefixLength: pulumi.Output<number | undefined>;

  /** The address's SID, `IP...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
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
  /** SID of the `SipIpAccessControlList` that it belongs to. A change replaces the address. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** IPv4 address, or the first address of a network. */
  readonly ipAddress: pulumi.Input<string>;
  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
}

/** What is known of a SipIpAddress that `SipIpAddress.get` looks up. */
export interface SipIpAddressState {
  /** SID of the `SipIpAccessControlList` that it belongs to. A change replaces the address. */
  readonly ipAccessControlListSid?: pulumi.Input<string>;
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** IPv4 address, or the first address of a network. */
  readonly ipAddress?: pulumi.Input<string>;
  /** CIDR prefix length, 1 to 32: `24` allows 256 addresses. `32` by default: the one address. */
  readonly cidrPrefixLength?: pulumi.Input<number>;
  /** The address's SID, `IP...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
