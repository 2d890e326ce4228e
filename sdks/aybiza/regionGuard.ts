import * as pulumi from "@pulumi/pulumi";

/**
 * Guards a region that serves live numbers: it can't be deleted or replaced while its routes table holds a number's route. Make it depend on all of the region's resources. Import it as `table/webhookDomain`.
 *
 * ## Example Usage
 * ### Guard a region's table and domain
 *
 * ```typescript
 * import * as aybiza from "@pulumi/aybiza";
 *
 * const provider = new aybiza.Provider("region", { region: "us-east-1" });
 * new aybiza.RegionGuard(
 *   "guard",
 *   { table: "aybiza-us-routes", webhookDomain: "voice.us.aybiza.example" },
 *   { provider },
 * );
 * ```
 */
export class RegionGuard extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "aybiza:index:RegionGuard";

  /** Looks an existing RegionGuard up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: RegionGuardState,
    opts?: pulumi.CustomResourceOptions,
  ): RegionGuard {
    return new RegionGuard(name, state as RegionGuardArgs | undefined, { ...opts, id });
  }

  /** True for a RegionGuard, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is RegionGuard {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === RegionGuard.__pulumiType;
  }

  /** Name of the region's routes table. */
  declare public readonly table: pulumi.Output<string>;

  /** Domain that the webhooks of the region's numbers point at. */
  declare public readonly webhookDomain: pulumi.Output<string>;

  /** AWS account of the table. With credentials of another account, the guard can't be deleted. Without it, the guard checks the table in the credentials' own account. */
  declare public readonly account: pulumi.Output<string | undefined>;

  /** Declares a RegionGuard under a name that is unique in the stack. */
  constructor(name: string, args: RegionGuardArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.table === undefined)
      throw new Error(`RegionGuard "${name}" needs "table"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.webhookDomain === undefined)
      throw new Error(`RegionGuard "${name}" needs "webhookDomain"`);
    const inputs: pulumi.Inputs = { table: args?.table, webhookDomain: args?.webhookDomain, account: args?.account };
    super(RegionGuard.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a RegionGuard takes. */
export interface RegionGuardArgs {
  /** Name of the region's routes table. */
  readonly table: pulumi.Input<string>;
  /** Domain that the webhooks of the region's numbers point at. */
  readonly webhookDomain: pulumi.Input<string>;
  /** AWS account of the table. With credentials of another account, the guard can't be deleted. Without it, the guard checks the table in the credentials' own account. */
  readonly account?: pulumi.Input<string>;
}

/** What is known of a RegionGuard that `RegionGuard.get` looks up. */
export interface RegionGuardState {
  /** Name of the region's routes table. */
  readonly table?: pulumi.Input<string>;
  /** Domain that the webhooks of the region's numbers point at. */
  readonly webhookDomain?: pulumi.Input<string>;
  /** AWS account of the table. With credentials of another account, the guard can't be deleted. Without it, the guard checks the table in the credentials' own account. */
  readonly account?: pulumi.Input<string>;
}
