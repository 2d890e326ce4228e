import * as pulumi from "@pulumi/pulumi";

/** An account of package twilio: pass it to resources with the option `provider`. */
export class Provider extends pulumi.ProviderResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio";

  /** True for a Provider, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Provider {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === `pulumi:providers:${Provider.__pulumiType}`;
  }

  /** SID of the account or subaccount that owns the resources, `AC...`. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** SID of the parent account, `AC...`, to manage the subaccount `accountSid` with the parent's auth token. `authToken`, the stack's configuration (under this SID) or the environment must then give the parent's auth token; a parent's API keys, even Main keys, don't work on subaccounts. The provider fetches the subaccount's own auth token when another Twilio API needs it, and keeps it in memory only. */
  declare public readonly parentAccountSid: pulumi.Output<string | undefined>;

  /** The account's primary auth token. Set this, or an API key, or neither. With neither, the provider reads credentials from the stack's configuration (`twilio:credentials`, by account SID), then from the environment (`TWILIO_ACCOUNT_SID`, which must be the same account, with `TWILIO_AUTH_TOKEN`, or with `TWILIO_API_KEY` and `TWILIO_API_SECRET`). Credentials read in this way are in no state. */
  declare public readonly authToken: pulumi.Output<string | undefined>;

  /** SID of an API key of the account, `SK...`, instead of the auth token. Refused with `parentAccountSid`. */
  declare public readonly apiKeySid: pulumi.Output<string | undefined>;

  /** Secret of the API key `apiKeySid`. */
  declare public readonly apiKeySecret: pulumi.Output<string | undefined>;

  /** Name of the account in messages, such as `connection own of tenant acme`. */
  declare public readonly label: pulumi.Output<string | undefined>;

  /** Declares a Provider under a name that is unique in the stack. */
  constructor(name: string, args: ProviderArgs | undefined, opts?: pulumi.ResourceOptions) {
    if (args?.accountSid === undefined) throw new Error(`Provider "${name}" needs "accountSid"`);
    const inputs: pulumi.Inputs = {
      accountSid: args?.accountSid,
      parentAccountSid: args?.parentAccountSid,
      authToken: args?.authToken === undefined ? undefined : pulumi.secret(args?.authToken),
      apiKeySid: args?.apiKeySid,
      apiKeySecret: args?.apiKeySecret === undefined ? undefined : pulumi.secret(args?.apiKeySecret),
      label: args?.label,
    };
    super(Provider.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a Provider takes. */
export interface ProviderArgs {
  /** SID of the account or subaccount that owns the resources, `AC...`. */
  readonly accountSid: pulumi.Input<string>;
  /** SID of the parent account, `AC...`, to manage the subaccount `accountSid` with the parent's auth token. `authToken`, the stack's configuration (under this SID) or the environment must then give the parent's auth token; a parent's API keys, even Main keys, don't work on subaccounts. The provider fetches the subaccount's own auth token when another Twilio API needs it, and keeps it in memory only. */
  readonly parentAccountSid?: pulumi.Input<string>;
  /** The account's primary auth token. Set this, or an API key, or neither. With neither, the provider reads credentials from the stack's configuration (`twilio:credentials`, by account SID), then from the environment (`TWILIO_ACCOUNT_SID`, which must be the same account, with `TWILIO_AUTH_TOKEN`, or with `TWILIO_API_KEY` and `TWILIO_API_SECRET`). Credentials read in this way are in no state. */
  readonly authToken?: pulumi.Input<string>;
  /** SID of an API key of the account, `SK...`, instead of the auth token. Refused with `parentAccountSid`. */
  readonly apiKeySid?: pulumi.Input<string>;
  /** Secret of the API key `apiKeySid`. */
  readonly apiKeySecret?: pulumi.Input<string>;
  /** Name of the account in messages, such as `connection own of tenant acme`. */
  readonly label?: pulumi.Input<string>;
}
