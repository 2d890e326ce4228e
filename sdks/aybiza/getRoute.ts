import * as pulumi from "@pulumi/pulumi";

/**
 * The tenant of a number's route, and the tenant that it is transferred to. Empty where the number has no route.
 *
 * ## Example Usage
 * ### Look up the tenant of a number
 *
 * ```typescript
 * import * as aybiza from "@pulumi/aybiza";
 *
 * const provider = new aybiza.Provider("region", { region: "us-east-1" });
 * const route = await aybiza.getRoute({ table: "aybiza-us-routes", number: "+14155550101" }, { provider });
 *
 * export const tenant = route.tenant;
 * ```
 */
export function getRoute(args: GetRouteArgs, opts?: pulumi.InvokeOptions): Promise<GetRouteResult> {
  return pulumi.runtime.invoke("aybiza:index:getRoute", { table: args.table, number: args.number }, opts ?? {});
}

/** The tenant of a number's route, and the tenant that it is transferred to. Empty where the number has no route. Takes and gives outputs. */
export function getRouteOutput(
  args: GetRouteOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRouteResult> {
  return pulumi.runtime.invokeOutput("aybiza:index:getRoute", { table: args.table, number: args.number }, opts ?? {});
}

/** What getRoute takes. */
export interface GetRouteArgs {
  /** Name of the region's routes table. */
  readonly table: string;
  /** The number, E.164. */
  readonly number: string;
}

/** What getRouteOutput takes. */
export interface GetRouteOutputArgs {
  /** Name of the region's routes table. */
  readonly table: pulumi.Input<string>;
  /** The number, E.164. */
  readonly number: pulumi.Input<string>;
}

/** What getRoute gives. */
export interface GetRouteResult {
  /** The number's tenant. */
  readonly tenant?: string;
  /** The Twilio account that holds the number. */
  readonly accountSid?: string;
  /** The tenant that the number is transferred to. */
  readonly transferTo?: string;
}
