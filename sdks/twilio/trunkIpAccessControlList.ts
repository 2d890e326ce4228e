import * as pulumi from "@pulumi/pulumi";

/**
 * Allows equipment at the IP addresses of a list to make calls through a trunk (termination). A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the trunk's SID and the list's: `TK.../AL...`.
 *
 * ## Example Usage
 * ### Authenticate a phone system by IP address
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com" }, { provider });
 * const list = new twilio.SipIpAccessControlList("office", {}, { provider });
 * new twilio.TrunkIpAccessControlList("office", { trunkSid: office.sid, ipAccessControlListSid: list.sid }, { provider });
 * ```
 */
export class TrunkIpAccessControlList extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:TrunkIpAccessControlList";

  /** Looks an existing TrunkIpAccessControlList up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkIpAccessControlListState,
    opts?: pulumi.CustomResourceOptions,
  ): TrunkIpAccessControlList {
    return new TrunkIpAccessControlList(name, state as TrunkIpAccessControlListArgs | undefined, { ...opts, id });
  }

  /** True for a TrunkIpAccessControlList, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is TrunkIpAccessControlList {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === TrunkIpAccessControlList.__pulumiType;
  }

  /** SID of the trunk. A change replaces the mapping. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** SID of the IP access control list. A change replaces the mapping. */
  declare public readonly ipAccessControlListSid: pulumi.Output<string>;

  /** The IP access control list's SID, `AL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Friendly name of the list. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** Declares a TrunkIpAccessControlList under a name that is unique in the stack. */
  constructor(name: string, args: TrunkIpAccessControlListArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.trunkSid === undefined)
      throw new Error(`TrunkIpAccessControlList "${name}" needs "trunkSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAccessControlListSid === undefined)
      throw new Error(`TrunkIpAccessControlList "${name}" needs "ipAccessControlListSid"`);
    const inputs: pulumi.Inputs = {
      trunkSid: args?.trunkSid,
      ipAccessControlListSid: args?.ipAccessControlListSid,
      sid: (args as TrunkIpAccessControlListState | undefined)?.sid,
      accountSid: (args as TrunkIpAccessControlListState | undefined)?.accountSid,
      dateCreated: (args as TrunkIpAccessControlListState | undefined)?.dateCreated,
      friendlyName: (args as TrunkIpAccessControlListState | undefined)?.friendlyName,
    };
    super(TrunkIpAccessControlList.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a TrunkIpAccessControlList takes. */
export interface TrunkIpAccessControlListArgs {
  /** SID of the trunk. A change replaces the mapping. */
  readonly trunkSid: pulumi.Input<string>;
  /** SID of the IP access control list. A change replaces the mapping. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
}

/** What is known of a TrunkIpAccessControlList that `TrunkIpAccessControlList.get` looks up. */
export interface TrunkIpAccessControlListState {
  /** SID of the trunk. A change replaces the mapping. */
  readonly trunkSid?: pulumi.Input<string>;
  /** SID of the IP access control list. A change replaces the mapping. */
  readonly ipAccessControlListSid?: pulumi.Input<string>;
  /** The IP access control list's SID, `AL...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Friendly name of the list. */
  readonly friendlyName?: pulumi.Input<string>;
}
