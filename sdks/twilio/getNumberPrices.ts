import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Reads the monthly prices of a country's numbers for this account, by type of number.
 *
 * ## Example Usage
 * ### Read the prices of numbers
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getNumberPrices({ country: "US" }, { provider });
 *
 * export const monthly = found.prices.map((p) => `${p.numberType}: ${p.currentPrice} ${found.priceUnit}`);
 * ```
 */
export function getNumberPrices(
  args: GetNumberPricesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetNumberPricesResult> {
  return pulumi.runtime.invoke("twilio:index:getNumberPrices", { country: args.country }, opts ?? {});
}

/** Reads the monthly prices of a country's numbers for this account, by type of number. Takes and gives outputs. */
export function getNumberPricesOutput(
  args: GetNumberPricesOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetNumberPricesResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getNumberPrices", { country: args.country }, opts ?? {});
}

/** What getNumberPrices takes. */
export interface GetNumberPricesArgs {
  /** Country, as ISO 3166-1 alpha-2, such as `US`. */
  readonly country: string;
}

/** What getNumberPricesOutput takes. */
export interface GetNumberPricesOutputArgs {
  /** Country, as ISO 3166-1 alpha-2, such as `US`. */
  readonly country: pulumi.Input<string>;
}

/** What getNumberPrices gives. */
export interface GetNumberPricesResult {
  /** The country's name. */
  readonly country: string;
  /** Currency, ISO 4217, such as `USD`. */
  readonly priceUnit: string;
  /** Monthly price of each type of number. */
  readonly prices: readonly types.NumberPrice[];
}
