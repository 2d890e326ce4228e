import * as pulumi from "@pulumi/pulumi";

/**
 * Checks whether a `PortIn` can port a number to Twilio, and whether the losing carrier requires a PIN.
 *
 * ## Example Usage
 * ### Check whether a number can be ported
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const number = await twilio.getPortability({ phoneNumber: "+14155550101" }, { provider });
 *
 * export const portable = number.portable;
 * ```
 */
export function getPortability(args: GetPortabilityArgs, opts?: pulumi.InvokeOptions): Promise<GetPortabilityResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getPortability",
    { phoneNumber: args.phoneNumber, targetAccountSid: args.targetAccountSid },
    opts ?? {},
  );
}

/** Checks whether a `PortIn` can port a number to Twilio, and whether the losing carrier requires a PIN. Takes and gives outputs. */
export function getPortabilityOutput(
  args: GetPortabilityOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPortabilityResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getPortability",
    { phoneNumber: args.phoneNumber, targetAccountSid: args.targetAccountSid },
    opts ?? {},
  );
}

/** What getPortability takes. */
export interface GetPortabilityArgs {
  /** The number, E.164. */
  readonly phoneNumber: string;
  /** SID of the account that would receive the number. The provider's account by default. */
  readonly targetAccountSid?: string;
}

/** What getPortabilityOutput takes. */
export interface GetPortabilityOutputArgs {
  /** The number, E.164. */
  readonly phoneNumber: pulumi.Input<string>;
  /** SID of the account that would receive the number. The provider's account by default. */
  readonly targetAccountSid?: pulumi.Input<string>;
}

/** What getPortability gives. */
export interface GetPortabilityResult {
  /** Whether a `PortIn` can port the number. */
  readonly portable: boolean;
  /** Type of the number: `LOCAL`, `MOBILE`, `TOLL-FREE` or `UNKNOWN`. */
  readonly numberType: string;
  /** Country, as ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Whether the losing carrier requires a PIN and an account number. */
  readonly pinRequired: boolean;
  /** Why the number can't be ported, or "". `MANUAL_PORTING_AVAILABLE`: Twilio's support can port it, outside the API. */
  readonly reason: string;
  /** Twilio's code of the reason, such as 22130, 22133 or 22137. Absent without a reason. */
  readonly reasonCode?: number;
}
