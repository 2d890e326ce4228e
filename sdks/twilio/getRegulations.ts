import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Lists what countries require before a number is sold, by type of number and of end user, with the names that `EndUser` and `SupportingDocument` use. The result is empty if nothing is required.
 *
 * ## Example Usage
 * ### List the requirements of a British local number
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getRegulations(
 *   { isoCountry: "GB", numberType: "local", endUserType: "business" },
 *   { provider },
 * );
 *
 * export const fields = found.regulations.map((r) => r.endUserFields);
 * ```
 */
export function getRegulations(args?: GetRegulationsArgs, opts?: pulumi.InvokeOptions): Promise<GetRegulationsResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getRegulations",
    { isoCountry: args?.isoCountry, numberType: args?.numberType, endUserType: args?.endUserType },
    opts ?? {},
  );
}

/** Lists what countries require before a number is sold, by type of number and of end user, with the names that `EndUser` and `SupportingDocument` use. The result is empty if nothing is required. Takes and gives outputs. */
export function getRegulationsOutput(
  args?: GetRegulationsOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRegulationsResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getRegulations",
    { isoCountry: args?.isoCountry, numberType: args?.numberType, endUserType: args?.endUserType },
    opts ?? {},
  );
}

/** What getRegulations takes. */
export interface GetRegulationsArgs {
  /** Only regulations of this country, ISO 3166-1 alpha-2. */
  readonly isoCountry?: string;
  /** Only regulations for this type of number. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: string;
  /** Only regulations for this type of end user. One of `individual`, `business`. */
  readonly endUserType?: string;
}

/** What getRegulationsOutput takes. */
export interface GetRegulationsOutputArgs {
  /** Only regulations of this country, ISO 3166-1 alpha-2. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Only regulations for this type of number. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: pulumi.Input<string>;
  /** Only regulations for this type of end user. One of `individual`, `business`. */
  readonly endUserType?: pulumi.Input<string>;
}

/** What getRegulations gives. */
export interface GetRegulationsResult {
  /** The regulations. */
  readonly regulations: readonly types.Regulation[];
}
