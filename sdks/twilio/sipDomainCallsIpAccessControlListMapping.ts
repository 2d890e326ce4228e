import * as pulumi from "@pulumi/pulumi";

/**
 * Lets callers at the addresses of a list call a SIP domain. Twilio has no change of it: another list or another SIP domain makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the SIP domain's SID and the list's: `SD.../AL...`.
 *
 * ## Example Usage
 * ### Let an office's network call a domain
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
  /** The SIP domain. */
  readonly domainSid: pulumi.Input<string>;
  /** The IP access control list. */
  readonly ipAccessControlListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCallsIpAccessControlListMapping that `SipDomainCallsIpAccessControlListMapping.get` looks up. */
export interface SipDomainCallsIpAccessControlListMappingState {
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
