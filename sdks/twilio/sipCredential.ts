import * as pulumi from "@pulumi/pulumi";

/**
 * A username and password with which a phone or a phone system signs in. Twilio never tells the password: a refresh can't see whether somebody has changed it, and an import takes the program's for the one that is there. A username that the list has already is refused, unless a `SipCredentialList` of a program made the list: what is in there is the program's. Import it by the list's SID and its own: `CL.../CR...`.
 *
 * ## Example Usage
 * ### Let a phone sign in
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

  /** The list that it belongs to. */
  declare public readonly credentialListSid: pulumi.Output<string>;

  /** What the phone signs in as: the only one of its name in the list. */
  declare public readonly username: pulumi.Output<string>;

  /** Its password: 12 characters or more, with a digit and letters of both cases. */
  declare public readonly password: pulumi.Output<string>;

  /** The credential's SID, `CR...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
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
  /** The list that it belongs to. */
  readonly credentialListSid: pulumi.Input<string>;
  /** What the phone signs in as: the only one of its name in the list. */
  readonly username: pulumi.Input<string>;
  /** Its password: 12 characters or more, with a digit and letters of both cases. */
  readonly password: pulumi.Input<string>;
}

/** What is known of a SipCredential that `SipCredential.get` looks up. */
export interface SipCredentialState {
  /** The list that it belongs to. */
  readonly credentialListSid?: pulumi.Input<string>;
  /** What the phone signs in as: the only one of its name in the list. */
  readonly username?: pulumi.Input<string>;
  /** Its password: 12 characters or more, with a digit and letters of both cases. */
  readonly password?: pulumi.Input<string>;
  /** The credential's SID, `CR...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
}
