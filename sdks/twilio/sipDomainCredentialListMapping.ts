import * as pulumi from "@pulumi/pulumi";

/**
 * Lets callers who sign in with a credential of a list call a SIP domain. Twilio's earlier kind of mapping, which holds for calls alone; it keeps both kinds. Twilio has no change of it: another list or another SIP domain makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the SIP domain's SID and the list's: `SD.../CL...`.
 *
 * ## Example Usage
 * ### Let phones that sign in call a domain, the earlier way
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
 * const list = new twilio.SipCredentialList("office", {}, { provider });
 * new twilio.SipDomainCredentialListMapping(
 *   "office",
 *   { domainSid: office.sid, credentialListSid: list.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomainCredentialListMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomainCredentialListMapping";

  /** Looks an existing SipDomainCredentialListMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainCredentialListMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomainCredentialListMapping {
    return new SipDomainCredentialListMapping(name, state as SipDomainCredentialListMappingArgs | undefined, {
      ...opts,
      id,
    });
  }

  /** True for a SipDomainCredentialListMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomainCredentialListMapping {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipDomainCredentialListMapping.__pulumiType;
  }

  /** The SIP domain. */
  declare public readonly domainSid: pulumi.Output<string>;

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

  /** Declares a SipDomainCredentialListMapping under a name that is unique in the stack. */
  constructor(name: string, args: SipDomainCredentialListMappingArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainSid === undefined)
      throw new Error(`SipDomainCredentialListMapping "${name}" needs "domainSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.credentialListSid === undefined)
      throw new Error(`SipDomainCredentialListMapping "${name}" needs "credentialListSid"`);
    const inputs: pulumi.Inputs = {
      domainSid: args?.domainSid,
      credentialListSid: args?.credentialListSid,
      sid: (args as SipDomainCredentialListMappingState | undefined)?.sid,
      accountSid: (args as SipDomainCredentialListMappingState | undefined)?.accountSid,
      dateCreated: (args as SipDomainCredentialListMappingState | undefined)?.dateCreated,
      friendlyName: (args as SipDomainCredentialListMappingState | undefined)?.friendlyName,
    };
    super(
      SipDomainCredentialListMapping.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}),
    );
  }
}

/** What a SipDomainCredentialListMapping takes. */
export interface SipDomainCredentialListMappingArgs {
  /** The SIP domain. */
  readonly domainSid: pulumi.Input<string>;
  /** The credential list. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCredentialListMapping that `SipDomainCredentialListMapping.get` looks up. */
export interface SipDomainCredentialListMappingState {
  /** The SIP domain. */
  readonly domainSid?: pulumi.Input<string>;
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
