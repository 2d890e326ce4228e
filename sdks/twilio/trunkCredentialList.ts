import * as pulumi from "@pulumi/pulumi";

/**
 * Allows equipment that authenticates with a credential of a list to make calls through a trunk (termination). A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the trunk's SID and the list's: `TK.../CL...`.
 *
 * ## Example Usage
 * ### Authenticate a phone system by credentials
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com" }, { provider });
 * const list = new twilio.SipCredentialList("office", {}, { provider });
 * new twilio.TrunkCredentialList("office", { trunkSid: office.sid, credentialListSid: list.sid }, { provider });
 * ```
 */
export class TrunkCredentialList extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:TrunkCredentialList";

  /** Looks an existing TrunkCredentialList up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkCredentialListState,
    opts?: pulumi.CustomResourceOptions,
  ): TrunkCredentialList {
    return new TrunkCredentialList(name, state as TrunkCredentialListArgs | undefined, { ...opts, id });
  }

  /** True for a TrunkCredentialList, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is TrunkCredentialList {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === TrunkCredentialList.__pulumiType;
  }

  /** SID of the trunk. A change replaces the mapping. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** SID of the credential list. A change replaces the mapping. */
  declare public readonly credentialListSid: pulumi.Output<string>;

  /** The credential list's SID, `CL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Friendly name of the list. */
  declare public readonly friendlyName: pulumi.Output<string>;

  /** Declares a TrunkCredentialList under a name that is unique in the stack. */
  constructor(name: string, args: TrunkCredentialListArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.trunkSid === undefined)
      throw new Error(`TrunkCredentialList "${name}" needs "trunkSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.credentialListSid === undefined)
      throw new Error(`TrunkCredentialList "${name}" needs "credentialListSid"`);
    const inputs: pulumi.Inputs = {
      trunkSid: args?.trunkSid,
      credentialListSid: args?.credentialListSid,
      sid: (args as TrunkCredentialListState | undefined)?.sid,
      accountSid: (args as TrunkCredentialListState | undefined)?.accountSid,
      dateCreated: (args as TrunkCredentialListState | undefined)?.dateCreated,
      friendlyName: (args as TrunkCredentialListState | undefined)?.friendlyName,
    };
    super(TrunkCredentialList.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a TrunkCredentialList takes. */
export interface TrunkCredentialListArgs {
  /** SID of the trunk. A change replaces the mapping. */
  readonly trunkSid: pulumi.Input<string>;
  /** SID of the credential list. A change replaces the mapping. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a TrunkCredentialList that `TrunkCredentialList.get` looks up. */
export interface TrunkCredentialListState {
  /** SID of the trunk. A change replaces the mapping. */
  readonly trunkSid?: pulumi.Input<string>;
  /** SID of the credential list. A change replaces the mapping. */
  readonly credentialListSid?: pulumi.Input<string>;
  /** The credential list's SID, `CL...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Friendly name of the list. */
  readonly friendlyName?: pulumi.Input<string>;
}
