import * as pulumi from "@pulumi/pulumi";

/**
 * Allows phones that authenticate with a credential of a list to register with a SIP domain, so that they can be called. The domain's `sipRegistration` must be true. A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the SIP domain's SID and the list's: `SD.../CL...`.
 *
 * ## Example Usage
 * ### Allow phones to register
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
 * const list = new twilio.SipCredentialList("office", {}, { provider });
 * new twilio.SipDomainRegistrationsCredentialListMapping(
 *   "office",
 *   { domainSid: office.sid, credentialListSid: list.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomainRegistrationsCredentialListMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomainRegistrationsCredentialListMapping";

  /** Looks an existing SipDomainRegistrationsCredentialListMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainRegistrationsCredentialListMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomainRegistrationsCredentialListMapping {
    return new SipDomainRegistrationsCredentialListMapping(
      name,
      state as SipDomainRegistrationsCredentialListMappingArgs | undefined,
      { ...opts, id },
    );
  }

  /** True for a SipDomainRegistrationsCredentialListMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomainRegistrationsCredentialListMapping {
    return (
      (obj as { __pulumiType?: string } | undefined)?.__pulumiType ===
      SipDomainRegistrationsCredentialListMapping.__pulumiType
    );
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

  /** Declares a SipDomainRegistrationsCredentialListMapping under a name that is unique in the stack. */
  constructor(
    name: string,
    args: SipDomainRegistrationsCredentialListMappingArgs | undefined,
    opts?: pulumi.CustomResourceOptions,
  ) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainSid === undefined)
      throw new Error(`SipDomainRegistrationsCredentialListMapping "${name}" needs "domainSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.credentialListSid === undefined)
      throw new Error(`SipDomainRegistrationsCredentialListMapping "${name}" needs "credentialListSid"`);
    const inputs: pulumi.Inputs = {
      domainSid: args?.domainSid,
      credentialListSid: args?.credentialListSid,
      sid: (args as SipDomainRegistrationsCredentialListMappingState | undefined)?.sid,
      accountSid: (args as SipDomainRegistrationsCredentialListMappingState | undefined)?.accountSid,
      dateCreated: (args as SipDomainRegistrationsCredentialListMappingState | undefined)?.dateCreated,
      friendlyName: (args as SipDomainRegistrationsCredentialListMappingState | undefined)?.friendlyName,
    };
    super(
      SipDomainRegistrationsCredentialListMapping.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}),
    );
  }
}

/** What a SipDomainRegistrationsCredentialListMapping takes. */
export interface SipDomainRegistrationsCredentialListMappingArgs {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid: pulumi.Input<string>;
  /** SID of the credential list. A change replaces the mapping. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainRegistrationsCredentialListMapping that `SipDomainRegistrationsCredentialListMapping.get` looks up. */
export interface SipDomainRegistrationsCredentialListMappingState {
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
