import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Lists the countries in which Twilio sells numbers to this account, with the types of numbers.
 *
 * ## Example Usage
 * ### List the countries with local numbers
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getCountries({}, { provider });
 *
 * export const local = found.countries.filter((c) => c.numberTypes.includes("local")).map((c) => c.isoCountry);
 * ```
 */
export function getCountries(_args?: GetCountriesArgs, opts?: pulumi.InvokeOptions): Promise<GetCountriesResult> {
  return pulumi.runtime.invoke("twilio:index:getCountries", {}, opts ?? {});
}

/** Lists the countries in which Twilio sells numbers to this account, with the types of numbers. Takes and gives outputs. */
export function getCountriesOutput(
  _args?: GetCountriesOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetCountriesResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getCountries", {}, opts ?? {});
}

/** What getCountries takes. */
export type GetCountriesArgs = Record<string, never>;

/** What getCountriesOutput takes. */
export type GetCountriesOutputArgs = Record<string, never>;

/** What getCountries gives. */
export interface GetCountriesResult {
  /** The countries, sorted by code. */
  readonly countries: readonly types.NumberCountry[];
}
