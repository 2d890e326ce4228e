import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Looks at items before the program declares them, a hundred in one request. Those `RoutesItem`s then compare themselves with what is there, so that a plain `pulumi up` mends what an interrupted run or a hand in the console took away. Without it they compare with the stack's memory, as resources do.
 *
 * ## Example Usage
 * ### Mend a route that was deleted by hand
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

/** Looks at items before the program declares them, a hundred in one request. Those `RoutesItem`s then compare themselves with what is there, so that a plain `pulumi up` mends what an interrupted run or a hand in the console took away. Without it they compare with the stack's memory, as resources do. Takes and gives outputs. */
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
  /** The items' keys, each once. */
  readonly keys: readonly types.ItemKey[];
}

/** What lookAtItemsOutput takes. */
export interface LookAtItemsOutputArgs {
  /** Name of the region's routes table. */
  readonly table: pulumi.Input<string>;
  /** The items' keys, each once. */
  readonly keys: pulumi.Input<pulumi.Input<types.ItemKeyArgs>[]>;
}

/** What lookAtItems gives. */
export interface LookAtItemsResult {
  /** How many of them are there. */
  readonly found: number;
}
