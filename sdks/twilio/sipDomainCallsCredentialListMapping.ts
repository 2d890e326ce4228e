import * as pulumi from "@pulumi/pulumi";

/**
 * Lets callers who sign in with a credential of a list call a SIP domain. Twilio has no change of it: another list or another SIP domain makes a new one first, then deletes the old one. One that is there already is taken over. Import it by the SIP domain's SID and the list's: `SD.../CL...`.
 *
 * ## Example Usage
 * ### Let phones that sign in call a domain
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
  /** The SIP domain. */
  readonly domainSid: pulumi.Input<string>;
  /** The credential list. */
  readonly credentialListSid: pulumi.Input<string>;
}

/** What is known of a SipDomainCallsCredentialListMapping that `SipDomainCallsCredentialListMapping.get` looks up. */
export interface SipDomainCallsCredentialListMappingState {
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
