import * as pulumi from "@pulumi/pulumi";

/** An account of package aybiza: pass it to resources with the option `provider`. */
export class Provider extends pulumi.ProviderResource {
  /** The type's token. */
  static readonly __pulumiType: string = "aybiza";

  /** True for a Provider, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Provider {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === `pulumi:providers:${Provider.__pulumiType}`;
  }

  /** AWS Region of the routes tables. */
  declare public readonly region: pulumi.Output<string>;

  /** Profile of the AWS configuration to use. Without it, the AWS SDK's own chain finds the credentials. */
  declare public readonly profile: pulumi.Output<string | undefined>;

  /** Declares a Provider under a name that is unique in the stack. */
  constructor(name: string, args: ProviderArgs | undefined, opts?: pulumi.ResourceOptions) {
    if (args?.region === undefined) throw new Error(`Provider "${name}" needs "region"`);
    const inputs: pulumi.Inputs = { region: args?.region, profile: args?.profile };
    super(Provider.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a Provider takes. */
export interface ProviderArgs {
  /** AWS Region of the routes tables. */
  readonly region: pulumi.Input<string>;
  /** Profile of the AWS configuration to use. Without it, the AWS SDK's own chain finds the credentials. */
  readonly profile?: pulumi.Input<string>;
}
