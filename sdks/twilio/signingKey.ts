import * as pulumi from "@pulumi/pulumi";

/**
 * A signing key: what access tokens of voice clients are signed with. It is a Standard API key by its older name. It needs the account's auth token, or a Main key. Import it by its SID, without its secret.
 *
 * ## Example Usage
 * ### Sign the tokens of voice clients
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const clients = new twilio.SigningKey("clients", { friendlyName: "voice clients" }, { provider });
 *
 * export const keySid = clients.sid;
 * ```
 */
export class SigningKey extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:SigningKey";

  /** Looks an existing SigningKey up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: SigningKeyState,
    opts?: pulumi.CustomResourceOptions,
  ): SigningKey {
    return new SigningKey(name, state as SigningKeyArgs | undefined, { ...opts, id });
  }

  /** True for a SigningKey, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is SigningKey {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === SigningKey.__pulumiType;
  }

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** An RSA public key as PEM. The secret is then given as `sealedSecret` alone, which only who has the private key can read, and stands in no state. Another key to seal for needs another API key. */
  declare public readonly sealFor: pulumi.Output<string | undefined>;

  /** The key's SID, `SK...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The secret, unless `sealFor` is given. Twilio tells it once, so an imported key has none. */
  declare public readonly secret: pulumi.Output<string | undefined>;

  /** Where `sealFor` is given: the secret, sealed (RSA-OAEP with SHA-256; base64). */
  declare public readonly sealedSecret: pulumi.Output<string | undefined>;

  /** Declares a SigningKey under a name that is unique in the stack. */
  constructor(name: string, args?: SigningKeyArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      sealFor: args?.sealFor,
      sid: (args as SigningKeyState | undefined)?.sid,
      accountSid: (args as SigningKeyState | undefined)?.accountSid,
      dateCreated: (args as SigningKeyState | undefined)?.dateCreated,
      secret: (args as SigningKeyState | undefined)?.secret,
      sealedSecret: (args as SigningKeyState | undefined)?.sealedSecret,
    };
    super(
      SigningKey.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0", additionalSecretOutputs: ["secret"] }, opts ?? {}),
    );
  }
}

/** What a SigningKey takes. */
export interface SigningKeyArgs {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** An RSA public key as PEM. The secret is then given as `sealedSecret` alone, which only who has the private key can read, and stands in no state. Another key to seal for needs another API key. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of a SigningKey that `SigningKey.get` looks up. */
export interface SigningKeyState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** An RSA public key as PEM. The secret is then given as `sealedSecret` alone, which only who has the private key can read, and stands in no state. Another key to seal for needs another API key. */
  readonly sealFor?: pulumi.Input<string>;
  /** The key's SID, `SK...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The secret, unless `sealFor` is given. Twilio tells it once, so an imported key has none. */
  readonly secret?: pulumi.Input<string>;
  /** Where `sealFor` is given: the secret, sealed (RSA-OAEP with SHA-256; base64). */
  readonly sealedSecret?: pulumi.Input<string>;
}
