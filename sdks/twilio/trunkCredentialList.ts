import * as pulumi from "@pulumi/pulumi";

/**
 * Lets equipment that signs in with a credential of a list make calls through a trunk (termination). Twilio has no change of it: another list or another trunk makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the trunk's SID and the list's: `TK.../CL...`.
 *
 * ## Example Usage
 * ### Let a phone system sign in to a trunk
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

  /** The trunk that accepts these calls. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** The credential list. */
  declare public readonly credentialListSid: pulumi.Output<string>;

  /** The credential list's SID, `CL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The list's name. */
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
  /** The trunk that accepts these calls. */
  readonly trunkSid: pulumi.Input<string>;
  /** The credential list. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a TrunkCredentialList that `TrunkCredentialList.get` looks up. */
export interface TrunkCredentialListState {
  /** The trunk that accepts these calls. */
  readonly trunkSid?: pulumi.Input<string>;
  /** The credential list. */
  readonly credentialListSid?: pulumi.Input<string>;
  /** The credential list's SID, `CL...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The list's name. */
  readonly friendlyName?: pulumi.Input<string>;
}
