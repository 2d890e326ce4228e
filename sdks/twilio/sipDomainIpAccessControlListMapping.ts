import * as pulumi from "@pulumi/pulumi";

/**
 * Lets callers at the addresses of a list call a SIP domain. Twilio's earlier kind of mapping, which holds for calls alone; it keeps both kinds. Twilio has no change of it: another list or another SIP domain makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the SIP domain's SID and the list's: `SD.../AL...`.
 *
 * ## Example Usage
 * ### Let an office's network call a domain, the earlier way
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

  /** The SIP domain. */
  declare public readonly domainSid: pulumi.Output<string>;

  /** The IP access control list. */
  declare public readonly ipAccessControlListSid: pulumi.Output<string>;

  /** The IP access control list's SID, `AL...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The list's name. */
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
  /** The SIP domain. */
  readonly domainSid: pulumi.Input<string>;
  /** The IP access control list. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainIpAccessControlListMapping that `SipDomainIpAccessControlListMapping.get` looks up. */
export interface SipDomainIpAccessControlListMappingState {
  /** The SIP domain. */
  readonly domainSid?: pulumi.Input<string>;
  /** The IP access control list. */
  readonly ipAccessControlListSid?: pulumi.Input<string>;
  /** The IP access control list's SID, `AL...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The list's name. */
  readonly friendlyName?: pulumi.Input<string>;
}
