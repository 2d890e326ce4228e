import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Reads the prices of calls per minute for this account: to and from a country, or to one number. If the account has that number, the result includes the price of its inbound calls.
 *
 * ## Example Usage
 * ### Read the price of a call
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

/** Reads the prices of calls per minute for this account: to and from a country, or to one number. If the account has that number, the result includes the price of its inbound calls. Takes and gives outputs. */
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
  /** Country, as ISO 3166-1 alpha-2, such as `US`. */
  readonly country?: string;
  /** The called number, E.164. Set this or `country`. */
  readonly number?: string;
  /** The calling number, E.164, on which the price of some destinations depends. Refused without `number`. */
  readonly originationNumber?: string;
  /** Read the prices of SIP trunking calls instead of programmable voice calls. False by default. */
  readonly trunking?: boolean;
}

/** What getVoicePricesOutput takes. */
export interface GetVoicePricesOutputArgs {
  /** Country, as ISO 3166-1 alpha-2, such as `US`. */
  readonly country?: pulumi.Input<string>;
  /** The called number, E.164. Set this or `country`. */
  readonly number?: pulumi.Input<string>;
  /** The calling number, E.164, on which the price of some destinations depends. Refused without `number`. */
  readonly originationNumber?: pulumi.Input<string>;
  /** Read the prices of SIP trunking calls instead of programmable voice calls. False by default. */
  readonly trunking?: pulumi.Input<boolean>;
}

/** What getVoicePrices gives. */
export interface GetVoicePricesResult {
  /** The country's name. */
  readonly country: string;
  /** The country, as ISO 3166-1 alpha-2. */
  readonly isoCountry: string;
  /** Currency, ISO 4217, such as `USD`. */
  readonly priceUnit: string;
  /** Prices of inbound calls. */
  readonly inbound: readonly types.InboundPrice[];
  /** Prices of outbound calls. */
  readonly outbound: readonly types.OutboundPrice[];
}
