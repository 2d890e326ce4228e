import * as pulumi from "@pulumi/pulumi";

/**
 * A list of IP addresses (`SipIpAddress`), by which trunks and SIP domains authenticate callers. A delete removes its addresses too; Twilio refuses it while a trunk or a SIP domain uses the list. Import it by its SID.
 *
 * ## Example Usage
 * ### Accept calls from an office's IP address
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipIpAccessControlList("office", {}, { provider });
 * new twilio.SipIpAddress("gateway", { ipAccessControlListSid: office.sid, ipAddress: "192.0.2.10" }, { provider });
 * ```
 */
export class SipIpAccessControlList extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipIpAccessControlList";

  /** Looks an existing SipIpAccessControlList up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipIpAccessControlListState,
    opts?: pulumi.CustomResourceOptions,
  ): SipIpAccessControlList {
    return new SipIpAccessControlList(name, state as SipIpAccessControlListArgs | undefined, { ...opts, id });
  }

  /** True for a SipIpAccessControlList, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipIpAccessControlList {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipIpAccessControlList.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** The list's SID, `AL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a SipIpAccessControlList under a name that is unique in the stack. */
  constructor(name: string, args?: SipIpAccessControlListArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      sid: (args as SipIpAccessControlListState | undefined)?.sid,
      accountSid: (args as SipIpAccessControlListState | undefined)?.accountSid,
      dateCreated: (args as SipIpAccessControlListState | undefined)?.dateCreated,
    };
    super(SipIpAccessControlList.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a SipIpAccessControlList takes. */
export interface SipIpAccessControlListArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What is known of a SipIpAccessControlList that `SipIpAccessControlList.get` looks up. */
export interface SipIpAccessControlListState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The list's SID, `AL...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
