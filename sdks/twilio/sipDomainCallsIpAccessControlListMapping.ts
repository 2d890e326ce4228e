import * as pulumi from "@pulumi/pulumi";

/**
 * Allows callers at the IP addresses of a list to call a SIP domain. A change of either SID replaces the mapping, creating the new one first. An existing mapping of the same list is taken over. Import it by the SIP domain's SID and the list's: `SD.../AL...`.
 *
 * ## Example Usage
 * ### Accept calls by IP address
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
 * const list = new twilio.SipIpAccessControlList("office", {}, { provider });
 * new twilio.SipDomainCallsIpAccessControlListMapping(
 *   "office",
 *   { domainSid: office.sid, ipAccessControlListSid: list.sid },
 *   { provider },
 * );
 * ```
 */
export class SipDomainCallsIpAccessControlListMapping extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipDomainCallsIpAccessControlListMapping";

  /** Looks an existing SipDomainCallsIpAccessControlListMapping up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipDomainCallsIpAccessControlListMappingState,
    opts?: pulumi.CustomResourceOptions,
  ): SipDomainCallsIpAccessControlListMapping {
    return new SipDomainCallsIpAccessControlListMapping(
      name,
      state as SipDomainCallsIpAccessControlListMappingArgs | undefined,
      { ...opts, id },
    );
  }

  /** True for a SipDomainCallsIpAccessControlListMapping, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipDomainCallsIpAccessControlListMapping {
    return (
      (obj as { __pulumiType?: string } | undefined)?.__pulumiType ===
      SipDomainCallsIpAccessControlListMapping.__pulumiType
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

  /** Declares a SipDomainCallsIpAccessControlListMapping under a name that is unique in the stack. */
  constructor(
    name: string,
    args: SipDomainCallsIpAccessControlListMappingArgs | undefined,
    opts?: pulumi.CustomResourceOptions,
  ) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.domainSid === undefined)
      throw new Error(`SipDomainCallsIpAccessControlListMapping "${name}" needs "domainSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.ipAccessControlListSid === undefined)
      throw new Error(`SipDomainCallsIpAccessControlListMapping "${name}" needs "ipAccessControlListSid"`);
    const inputs: pulumi.Inputs = {
      domainSid: args?.domainSid,
      ipAccessControlListSid: args?.ipAccessControlListSid,
      sid: (args as SipDomainCallsIpAccessControlListMappingState | undefined)?.sid,
      accountSid: (args as SipDomainCallsIpAccessControlListMappingState | undefined)?.accountSid,
      dateCreated: (args as SipDomainCallsIpAccessControlListMappingState | undefined)?.dateCreated,
      friendlyName: (args as SipDomainCallsIpAccessControlListMappingState | undefined)?.friendlyName,
    };
    super(
      SipDomainCallsIpAccessControlListMapping.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}),
    );
  }
}

/** What a SipDomainCallsIpAccessControlListMapping takes. */
export interface SipDomainCallsIpAccessControlListMappingArgs {
  /** SID of the SIP domain. A change replaces the mapping. */
  readonly domainSid: pulumi.Input<string>;
  /** SID of the IP access control list. A change replaces the mapping. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCallsIpAccessControlListMapping that `SipDomainCallsIpAccessControlListMapping.get` looks up. */
export interface SipDomainCallsIpAccessControlListMappingState {
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
