import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * What a country asks for before a number is sold there, by kind of number and of end user, in the names that `EndUser` and `SupportingDocument` take. None is found where nothing is asked.
 *
 * ## Example Usage
 * ### See what a British local number needs
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

/** What a country asks for before a number is sold there, by kind of number and of end user, in the names that `EndUser` and `SupportingDocument` take. None is found where nothing is asked. Takes and gives outputs. */
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
  /** Country, as ISO 3166-1 alpha-2. */
  readonly isoCountry?: string;
  /** Kind of number. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: string;
  /** Kind of end user. One of `individual`, `business`. */
  readonly endUserType?: string;
}

/** What getRegulationsOutput takes. */
export interface GetRegulationsOutputArgs {
  /** Country, as ISO 3166-1 alpha-2. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Kind of number. One of `local`, `mobile`, `national`, `toll-free`. */
  readonly numberType?: pulumi.Input<string>;
  /** Kind of end user. One of `individual`, `business`. */
  readonly endUserType?: pulumi.Input<string>;
}

/** What getRegulations gives. */
export interface GetRegulationsResult {
  /** The regulations found. */
  readonly regulations: readonly types.Regulation[];
}
