import * as pulumi from "@pulumi/pulumi";

/**
 * A list of SIP credentials (`SipCredential`), by which trunks and SIP domains authenticate callers. A delete removes its credentials too; Twilio refuses it while a trunk or a SIP domain uses the list. Import it by its SID.
 *
 * ## Example Usage
 * ### Authenticate phones by username and password
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipCredentialList("office", {}, { provider });
 * new twilio.SipCredential(
 *   "front",
 *   { credentialListSid: office.sid, username: "front-desk", password: process.env.SIP_PASSWORD ?? "Invented-Pass-1" },
 *   { provider },
 * );
 * ```
 */
export class SipCredentialList extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipCredentialList";

  /** Looks an existing SipCredentialList up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipCredentialListState,
    opts?: pulumi.CustomResourceOptions,
  ): SipCredentialList {
    return new SipCredentialList(name, state as SipCredentialListArgs | undefined, { ...opts, id });
  }

  /** True for a SipCredentialList, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipCredentialList {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipCredentialList.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** The list's SID, `CL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a SipCredentialList under a name that is unique in the stack. */
  constructor(name: string, args?: SipCredentialListArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      sid: (args as SipCredentialListState | undefined)?.sid,
      accountSid: (args as SipCredentialListState | undefined)?.accountSid,
      dateCreated: (args as SipCredentialListState | undefined)?.dateCreated,
    };
    super(SipCredentialList.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a SipCredentialList takes. */
export interface SipCredentialListArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What is known of a SipCredentialList that `SipCredentialList.get` looks up. */
export interface SipCredentialListState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** The list's SID, `CL...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
