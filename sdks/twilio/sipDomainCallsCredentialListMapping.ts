import * as pulumi from "@pulumi/pulumi";

/**
 * Allows callers that authenticate with a credential of a list to call a SIP domain. A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the SIP domain's SID and the list's: `SD.../CL...`.
 *
 * ## Example Usage
 * ### Accept calls by credentials
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
 * const list = new twilio.SipCredentialList("office", {}, { provider });
 * new twilio.SipDomainCallsCredentialListMapping(
 *   "office",
 *   { domainSid: office.sid, credentialListSid: list.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomainCallsCredentialListMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomainCallsCredentialListMapping";

  /** Looks an existing SipDomainCallsCredentialListMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainCallsCredentialListMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomainCallsCredentialListMapping {
    return new SipDomainCallsCredentialListMapping(name, state as SipDomainCallsCredentialListMappingArgs | undefined, {
      ...opts,
      id,
    });
  }

  /** True for a SipDomainCallsCredentialListMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomainCallsCredentialListMapping {
    return (
      (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipDomainCallsCredentialListMapping.__pulumiType
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

  /** Declares a SipDomainCallsCredentialListMapping under a name that is unique in the stack. */
  constructor(
    name: string,
    args: SipDomainCallsCredentialListMappingArgs | undefined,
    opts?: pulumi.CustomResourceOptions,
  ) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainSid === undefined)
      throw new Error(`SipDomainCallsCredentialListMapping "${name}" needs "domainSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.credentialListSid === undefined)
      throw new Error(`SipDomainCallsCredentialListMapping "${name}" needs "credentialListSid"`);
    const inputs: pulumi.Inputs = {
      domainSid: args?.domainSid,
      credentialListSid: args?.credentialListSid,
      sid: (args as SipDomainCallsCredentialListMappingState | undefined)?.sid,
      accountSid: (args as SipDomainCallsCredentialListMappingState | undefined)?.accountSid,
      dateCreated: (args as SipDomainCallsCredentialListMappingState | undefined)?.dateCreated,
      friendlyName: (args as SipDomainCallsCredentialListMappingState | undefined)?.friendlyName,
    };
    super(
      SipDomainCallsCredentialListMapping.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}),
    );
  }
}

/** What a SipDomainCallsCredentialListMapping takes. */
export interface SipDomainCallsCredentialListMappingArgs {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid: pulumi.Input<string>;
  /** SID of the credential list. A change replaces the mapping. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCallsCredentialListMapping that `SipDomainCallsCredentialListMapping.get` looks up. */
export interface SipDomainCallsCredentialListMappingState {
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
