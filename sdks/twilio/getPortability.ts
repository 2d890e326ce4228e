import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a number can be brought to Twilio with a `PortIn`, and what that takes.
 *
 * ## Example Usage
 * ### See whether a number can be brought
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

/** Whether a number can be brought to Twilio with a `PortIn`, and what that takes. Takes and gives outputs. */
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
  /** Account that it would come to. The provider's own by default. */
  readonly targetAccountSid?: string;
}

/** What getPortabilityOutput takes. */
export interface GetPortabilityOutputArgs {
  /** The number, E.164. */
  readonly phoneNumber: pulumi.Input<string>;
  /** Account that it would come to. The provider's own by default. */
  readonly targetAccountSid?: pulumi.Input<string>;
}

/** What getPortability gives. */
export interface GetPortabilityResult {
  /** Whether a `PortIn` can bring it. */
  readonly portable: boolean;
  /** `LOCAL`, `MOBILE`, `TOLL-FREE` or `UNKNOWN`. */
  readonly numberType: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Whether the losing carrier asks for a PIN and an account number. */
  readonly pinRequired: boolean;
  /** Why it can't be, or "". `MANUAL_PORTING_AVAILABLE`: Twilio's people can do it, outside the API. */
  readonly reason: string;
  /** Twilio's code of the reason: 22130, 22133, 22137. */
  readonly reasonCode?: number;
}
