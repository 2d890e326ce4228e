import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * What a minute of a call costs, for this account: to and from a country, or to one number (and, where the account has that number, from its callers).
 *
 * ## Example Usage
 * ### What a call costs
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getVoicePrices({ number: "+14155550101" }, { provider });
 *
 * export const perMinute = found.outbound[0]?.currentPrice;
 * ```
 */
export function getVoicePrices(args?: GetVoicePricesArgs, opts?: pulumi.InvokeOptions): Promise<GetVoicePricesResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getVoicePrices",
    {
      country: args?.country,
      number: args?.number,
      originationNumber: args?.originationNumber,
      trunking: args?.trunking,
    },
    opts ?? {},
  );
}

/** What a minute of a call costs, for this account: to and from a country, or to one number (and, where the account has that number, from its callers). Takes and gives outputs. */
export function getVoicePricesOutput(
  args?: GetVoicePricesOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVoicePricesResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getVoicePrices",
    {
      country: args?.country,
      number: args?.number,
      originationNumber: args?.originationNumber,
      trunking: args?.trunking,
    },
    opts ?? {},
  );
}

/** What getVoicePrices takes. */
export interface GetVoicePricesArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country?: string;
  /** The number that is called. Give this or `country`. */
  readonly number?: string;
  /** The number that calls: some destinations cost more from abroad. */
  readonly originationNumber?: string;
  /** Calls of SIP trunks, in place of calls that programs answer and place. */
  readonly trunking?: boolean;
}

/** What getVoicePricesOutput takes. */
export interface GetVoicePricesOutputArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country?: pulumi.Input<string>;
  /** The number that is called. Give this or `country`. */
  readonly number?: pulumi.Input<string>;
  /** The number that calls: some destinations cost more from abroad. */
  readonly originationNumber?: pulumi.Input<string>;
  /** Calls of SIP trunks, in place of calls that programs answer and place. */
  readonly trunking?: pulumi.Input<boolean>;
}

/** What getVoicePrices gives. */
export interface GetVoicePricesResult {
  /** The country's name. */
  readonly country: string;
  /** The country, as ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** Currency, ISO 4217: `USD`. */
  readonly priceUnit: string;
  /** Calls that come in. */
  readonly inbound: readonly types.InboundPrice[];
  /** Calls that go out. */
  readonly outbound: readonly types.OutboundPrice[];
}
