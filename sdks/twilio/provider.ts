import * as pulumi from "@pulumi/pulumi";

/** An account of package twilio: pass it to resources with the option `provider`. */
export class Provider extends pulumi.ProviderResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio";

  /** True for a Provider, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Provider {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === `pulumi:providers:${Provider.__pulumiType}`;
  }

  /** The account that holds the numbers, `AC...`: an account or a subaccount. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** The account above, `AC...`, where `accountSid` is a subaccount that is managed with the auth token of the account above: that is then what `authToken`, the stack's configuration (under this SID) or the environment give. Twilio takes no API key of the account above for a subaccount, not even a Main key. The subaccount's own auth token, which Twilio's other APIs ask for, is fetched when it is needed and kept in memory alone. */
  declare public readonly parentAccountSid: pulumi.Output<string | undefined>;

  /** The account's primary auth token. Give this, or an API key, or neither: then both are looked for in the stack's configuration, `twilio:credentials`, by account SID, and then in the environment (`TWILIO_ACCOUNT_SID` must be that account, with `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`), and stand in no state. */
  declare public readonly authToken: pulumi.Output<string | undefined>;

  /** SID of an API key of the account, `SK...`, in place of the auth token; not with `parentAccountSid`. */
  declare public readonly apiKeySid: pulumi.Output<string | undefined>;

  /** The API key's secret. */
  declare public readonly apiKeySecret: pulumi.Output<string | undefined>;

  /** Whose account this is, for messages: `connection own of tenant acme`. */
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
  /** The account that holds the numbers, `AC...`: an account or a subaccount. */
  readonly accountSid: pulumi.Input<string>;
  /** The account above, `AC...`, where `accountSid` is a subaccount that is managed with the auth token of the account above: that is then what `authToken`, the stack's configuration (under this SID) or the environment give. Twilio takes no API key of the account above for a subaccount, not even a Main key. The subaccount's own auth token, which Twilio's other APIs ask for, is fetched when it is needed and kept in memory alone. */
  readonly parentAccountSid?: pulumi.Input<string>;
  /** The account's primary auth token. Give this, or an API key, or neither: then both are looked for in the stack's configuration, `twilio:credentials`, by account SID, and then in the environment (`TWILIO_ACCOUNT_SID` must be that account, with `TWILIO_AUTH_TOKEN`, or `TWILIO_API_KEY` and `TWILIO_API_SECRET`), and stand in no state. */
  readonly authToken?: pulumi.Input<string>;
  /** SID of an API key of the account, `SK...`, in place of the auth token; not with `parentAccountSid`. */
  readonly apiKeySid?: pulumi.Input<string>;
  /** The API key's secret. */
  readonly apiKeySecret?: pulumi.Input<string>;
  /** Whose account this is, for messages: `connection own of tenant acme`. */
  readonly label?: pulumi.Input<string>;
}
