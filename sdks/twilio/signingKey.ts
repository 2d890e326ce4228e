import * as pulumi from "@pulumi/pulumi";

/**
 * A signing key, which signs the access tokens of voice clients. It is the older name of a Standard API key. The provider needs the account's auth token or a Main key to create it. Import it by its SID, without its secret.
 *
 * ## Example Usage
 * ### Sign access tokens of voice clients
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

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** RSA public key of 2048 bits or more, as PEM. The provider then returns the secret only as `sealedSecret`, encrypted with this key, so that its plaintext is in no state. A change replaces the API key. */
  declare public readonly sealFor: pulumi.Output<string | undefined>;

  /** The key's SID, `SK...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** The key's secret. Absent with `sealFor`, and for an imported key, since Twilio returns it only once. */
  declare public readonly secret: pulumi.Output<string | undefined>;

  /** The key's secret encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). Absent without `sealFor`. */
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
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** RSA public key of 2048 bits or more, as PEM. The provider then returns the secret only as `sealedSecret`, encrypted with this key, so that its plaintext is in no state. A change replaces the API key. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of a SigningKey that `SigningKey.get` looks up. */
export interface SigningKeyState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** RSA public key of 2048 bits or more, as PEM. The provider then returns the secret only as `sealedSecret`, encrypted with this key, so that its plaintext is in no state. A change replaces the API key. */
  readonly sealFor?: pulumi.Input<string>;
  /** The key's SID, `SK...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** The key's secret. Absent with `sealFor`, and for an imported key, since Twilio returns it only once. */
  readonly secret?: pulumi.Input<string>;
  /** The key's secret encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). Absent without `sealFor`. */
  readonly sealedSecret?: pulumi.Input<string>;
}
