import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Lists the account's numbers with their call settings: all of them, or those that match.
 *
 * ## Example Usage
 * ### List the account's numbers
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const held = await twilio.getIncomingPhoneNumbers({ friendlyName: "Front desk" }, { provider });
 *
 * export const sids = held.numbers.map((n) => n.sid);
 * ```
 */
export function getIncomingPhoneNumbers(
  args?: GetIncomingPhoneNumbersArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetIncomingPhoneNumbersResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getIncomingPhoneNumbers",
    { phoneNumber: args?.phoneNumber, friendlyName: args?.friendlyName },
    opts ?? {},
  );
}

/** Lists the account's numbers with their call settings: all of them, or those that match. Takes and gives outputs. */
export function getIncomingPhoneNumbersOutput(
  args?: GetIncomingPhoneNumbersOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetIncomingPhoneNumbersResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getIncomingPhoneNumbers",
    { phoneNumber: args?.phoneNumber, friendlyName: args?.friendlyName },
    opts ?? {},
  );
}

/** What getIncomingPhoneNumbers takes. */
export interface GetIncomingPhoneNumbersArgs {
  /** Only this number, E.164. */
  readonly phoneNumber?: string;
  /** Only numbers with exactly this friendly name. */
  readonly friendlyName?: string;
}

/** What getIncomingPhoneNumbersOutput takes. */
export interface GetIncomingPhoneNumbersOutputArgs {
  /** Only this number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Only numbers with exactly this friendly name. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What getIncomingPhoneNumbers gives. */
export interface GetIncomingPhoneNumbersResult {
  /** The numbers, in Twilio's order. */
  readonly numbers: readonly types.HeldNumber[];
  /** Time of the answer by Twilio's clock, ISO 8601. */
  readonly at: string;
}
