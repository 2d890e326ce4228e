import * as pulumi from "@pulumi/pulumi";

/**
 * Allows callers at the IP addresses of a list to call a SIP domain. This is Twilio's legacy mapping, for calls only; Twilio keeps it apart from the newer one. A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the SIP domain's SID and the list's: `SD.../AL...`.
 *
 * ## Example Usage
 * ### Accept calls by IP address, with the legacy mapping
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
 * const list = new twilio.SipIpAccessControlList("office", {}, { provider });
 * new twilio.SipDomainIpAccessControlListMapping(
 *   "office",
 *   { domainSid: office.sid, ipAccessControlListSid: list.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomainIpAccessControlListMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomainIpAccessControlListMapping";

  /** Looks an existing SipDomainIpAccessControlListMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainIpAccessControlListMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomainIpAccessControlListMapping {
    return new SipDomainIpAccessControlListMapping(name, state as SipDomainIpAccessControlListMappingArgs | undefined, {
      ...opts,
      id,
    });
  }

  /** True for a SipDomainIpAccessControlListMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomainIpAccessControlListMapping {
    return (
      (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipDomainIpAccessControlListMapping.__pulumiType
    );
  }

  /** SID of the SIP domain. A change replaces the mapping. */
  declare public readonly domainSid: pulumi.Output<string>;

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

  /** Declares a SipDomainIpAccessControlListMapping under a name that is unique in the stack. */
  constructor(
    name: string,
    args: SipDomainIpAccessControlListMappingArgs | undefined,
    opts?: pulumi.CustomResourceOptions,
  ) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainSid === undefined)
      throw new Error(`SipDomainIpAccessControlListMapping "${name}" needs "domainSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAccessControlListSid === undefined)
      throw new Error(`SipDomainIpAccessControlListMapping "${name}" needs "ipAccessControlListSid"`);
    const inputs: pulumi.Inputs = {
      domainSid: args?.domainSid,
      ipAccessControlListSid: args?.ipAccessControlListSid,
      sid: (args as SipDomainIpAccessControlListMappingState | undefined)?.sid,
      accountSid: (args as SipDomainIpAccessControlListMappingState | undefined)?.accountSid,
      dateCreated: (args as SipDomainIpAccessControlListMappingState | undefined)?.dateCreated,
      friendlyName: (args as SipDomainIpAccessControlListMappingState | undefined)?.friendlyName,
    };
    super(
      SipDomainIpAccessControlListMapping.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}),
    );
  }
}

/** What a SipDomainIpAccessControlListMapping takes. */
export interface SipDomainIpAccessControlListMappingArgs {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid: pulumi.Input<string>;
  /** SID of the IP access control list. A change replaces the mapping. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainIpAccessControlListMapping that `SipDomainIpAccessControlListMapping.get` looks up. */
export interface SipDomainIpAccessControlListMappingState {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid?: pulumi.Input<string>;
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
