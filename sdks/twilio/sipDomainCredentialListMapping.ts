import * as pulumi from "@pulumi/pulumi";

/**
 * Allows callers that authenticate with a credential of a list to call a SIP domain. This is Twilio's legacy mapping, for calls only; Twilio keeps it apart from the newer one. A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the SIP domain's SID and the list's: `SD.../CL...`.
 *
 * ## Example Usage
 * ### Accept calls by credentials, with the legacy mapping
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

  /** SID of the SIP domain. A change replaces the mapping. */
  declare public readonly domainSid: pulumi.Output<string>;

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
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid: pulumi.Input<string>;
  /** SID of the credential list. A change replaces the mapping. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCredentialListMapping that `SipDomainCredentialListMapping.get` looks up. */
export interface SipDomainCredentialListMappingState {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid?: pulumi.Input<string>;
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
