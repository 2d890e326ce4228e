import * as pulumi from "@pulumi/pulumi";

/**
 * A username and password with which a phone or a phone system authenticates. Twilio never returns the password: a refresh doesn't detect that it has changed, and an import assumes the program's. If the list already has the username, the create is refused, unless a `SipCredentialList` resource created the list. Import it by the list's SID and its own: `CL.../CR...`.
 *
 * ## Example Usage
 * ### Create a credential for a phone
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const phones = new twilio.SipCredentialList("phones", {}, { provider });
 * const password = pulumi.secret(process.env.SIP_PASSWORD ?? "Invented-Pass-1");
 * new twilio.SipCredential("front", { credentialListSid: phones.sid, username: "front-desk", password }, { provider });
 * ```
 */
export class SipCredential extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SipCredential";

  /** Looks an existing SipCredential up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SipCredentialState,
    opts?: pulumi.CustomResourceOptions,
  ): SipCredential {
    return new SipCredential(name, state as SipCredentialArgs | undefined, { ...opts, id });
  }

  /** True for a SipCredential, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SipCredential {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SipCredential.__pulumiType;
  }

  /** SID of the `SipCredentialList` that it belongs to. A change replaces the credential. */
  declare public readonly credentialListSid: pulumi.Output<string>;

  /** Username, unique in the list, 32 characters or less. A change replaces the credential. */
  declare public readonly username: pulumi.Output<string>;

  /** Password: 12 characters or more, with a digit, a lower-case and an upper-case letter. */
  declare public readonly password: pulumi.Output<string>;

  /** The credential's SID, `CR...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Declares a SipCredential under a name that is unique in the stack. */
  constructor(name: string, args: SipCredentialArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.credentialListSid === undefined)
      throw new Error(`SipCredential "${name}" needs "credentialListSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.username === undefined)
      throw new Error(`SipCredential "${name}" needs "username"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.password === undefined)
      throw new Error(`SipCredential "${name}" needs "password"`);
    const inputs: pulumi.Inputs = {
      credentialListSid: args?.credentialListSid,
      username: args?.username,
      password: args?.password === undefined ? undefined : pulumi.secret(args?.password),
      sid: (args as SipCredentialState | undefined)?.sid,
      accountSid: (args as SipCredentialState | undefined)?.accountSid,
      dateCreated: (args as SipCredentialState | undefined)?.dateCreated,
    };
    super(
      SipCredential.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0", additionalSecretOutputs: ["password"] }, opts ?? {}),
    );
  }
}

/** What a SipCredential takes. */
export interface SipCredentialArgs {
  /** SID of the `SipCredentialList` that it belongs to. A change replaces the credential. */
  readonly credentialListSid: pulumi.Input<string>;
  /** Username, unique in the list, 32 characters or less. A change replaces the credential. */
  readonly username: pulumi.Input<string>;
  /** Password: 12 characters or more, with a digit, a lower-case and an upper-case letter. */
  readonly password: pulumi.Input<string>;
}

/** What is known of a SipCredential that `SipCredential.get` looks up. */
export interface SipCredentialState {
  /** SID of the `SipCredentialList` that it belongs to. A change replaces the credential. */
  readonly credentialListSid?: pulumi.Input<string>;
  /** Username, unique in the list, 32 characters or less. A change replaces the credential. */
  readonly username?: pulumi.Input<string>;
  /** Password: 12 characters or more, with a digit, a lower-case and an upper-case letter. */
  readonly password?: pulumi.Input<string>;
  /** The credential's SID, `CR...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
}
