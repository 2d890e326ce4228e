import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Reads items before the program declares them, 100 in one request. Each `RoutesItem` then compares itself with the stored item, so a plain `pulumi up` repairs drift from an interrupted run or a manual change. Without it, a `RoutesItem` compares itself with the state, as every resource does.
 *
 * ## Example Usage
 * ### Repair a route that was deleted by hand
 *
 * ```typescript
 * import * as aybiza from "@pulumi/aybiza";
 *
 * const provider = new aybiza.Provider("region", { region: "us-east-1" });
 * const table = "aybiza-us-routes";
 * const key = { pk: "number#+14155550101", sk: "route" };
 * await aybiza.lookAtItems({ table, keys: [key] }, { provider });
 * new aybiza.RoutesItem("route", { table, ...key, tenant: "acme", fields: { to: "reception" } }, { provider });
 * ```
 */
export function lookAtItems(args: LookAtItemsArgs, opts?: pulumi.InvokeOptions): Promise<LookAtItemsResult> {
  return pulumi.runtime.invoke("aybiza:index:lookAtItems", { table: args.table, keys: args.keys }, opts ?? {});
}

/** Reads items before the program declares them, 100 in one request. Each `RoutesItem` then compares itself with the stored item, so a plain `pulumi up` repairs drift from an interrupted run or a manual change. Without it, a `RoutesItem` compares itself with the state, as every resource does. Takes and gives outputs. */
export function lookAtItemsOutput(
  args: LookAtItemsOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<LookAtItemsResult> {
  return pulumi.runtime.invokeOutput("aybiza:index:lookAtItems", { table: args.table, keys: args.keys }, opts ?? {});
}

/** What lookAtItems takes. */
export interface LookAtItemsArgs {
  /** Name of the region's routes table. */
  readonly table: string;
  /** Keys of the items. */
  readonly keys: readonly types.ItemKey[];
}

/** What lookAtItemsOutput takes. */
export interface LookAtItemsOutputArgs {
  /** Name of the region's routes table. */
  readonly table: pulumi.Input<string>;
  /** Keys of the items. */
  readonly keys: pulumi.Input<pulumi.Input<types.ItemKeyArgs>[]>;
}

/** What lookAtItems gives. */
export interface LookAtItemsResult {
  /** How many of the items exist. */
  readonly found: number;
}
