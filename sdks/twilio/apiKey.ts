import * as pulumi from "@pulumi/pulumi";

/**
 * A Standard API key of the account, with access to everything but accounts and keys. The provider needs the account's auth token or a Main key to create it. Twilio returns the secret only once: if it is lost in a killed run, the provider deletes the key and creates another. Import it by its SID, without its secret.
 *
 * ## Example Usage
 * ### Create an API key for a program
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
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** RSA public key of 2048 bits or more, as PEM. The provider then returns the secret only as `sealedSecret`, encrypted with this key, so that its plaintext is in no state. A change replaces the API key. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of an ApiKey that `ApiKey.get` looks up. */
export interface ApiKeyState {
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
