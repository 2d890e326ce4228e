import * as pulumi from "@pulumi/pulumi";

/**
 * A Standard API key of the account: it can use all but accounts and keys. It needs the account's auth token, or a Main key. Twilio tells its secret once; one that nobody was told is deleted and made anew. Import it by its SID, without its secret.
 *
 * ## Example Usage
 * ### Give a program a key of its own
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const dialer = new twilio.ApiKey("dialer", {}, { provider });
 *
 * export const keySid = dialer.sid;
 * export const keySecret = dialer.secret;
 * ```
 */
export class ApiKey extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:ApiKey";

  /** Looks an existing ApiKey up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ApiKeyState,
    opts?: pulumi.CustomResourceOptions,
  ): ApiKey {
    return new ApiKey(name, state as ApiKeyArgs | undefined, { ...opts, id });
  }

  /** True for an ApiKey, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is ApiKey {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === ApiKey.__pulumiType;
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

  /** Declares an ApiKey under a name that is unique in the stack. */
  constructor(name: string, args?: ApiKeyArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      sealFor: args?.sealFor,
      sid: (args as ApiKeyState | undefined)?.sid,
      accountSid: (args as ApiKeyState | undefined)?.accountSid,
      dateCreated: (args as ApiKeyState | undefined)?.dateCreated,
      secret: (args as ApiKeyState | undefined)?.secret,
      sealedSecret: (args as ApiKeyState | undefined)?.sealedSecret,
    };
    super(
      ApiKey.__pulumiType,
      name,
      inputs,
      pulumi.mergeOptions({ version: "0.1.0", additionalSecretOutputs: ["secret"] }, opts ?? {}),
    );
  }
}

/** What an ApiKey takes. */
export interface ApiKeyArgs {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** An RSA public key as PEM. The secret is then given as `sealedSecret` alone, which only who has the private key can read, and stands in no state. Another key to seal for needs another API key. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of an ApiKey that `ApiKey.get` looks up. */
export interface ApiKeyState {
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
