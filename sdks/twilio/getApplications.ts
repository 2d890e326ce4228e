import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Lists the account's TwiML applications. If a program lists all of them, its `Application` resources are compared with the list, so that `pulumi up` without `--refresh` repairs changes made by hand.
 *
 * ## Example Usage
 * ### List the applications of an account
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getApplications({}, { provider });
 *
 * export const names = found.applications.map((a) => a.friendlyName);
 * ```
 */
export function getApplications(
  args?: GetApplicationsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetApplicationsResult> {
  return pulumi.runtime.invoke("twilio:index:getApplications", { friendlyName: args?.friendlyName }, opts ?? {});
}

/** Lists the account's TwiML applications. If a program lists all of them, its `Application` resources are compared with the list, so that `pulumi up` without `--refresh` repairs changes made by hand. Takes and gives outputs. */
export function getApplicationsOutput(
  args?: GetApplicationsOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetApplicationsResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getApplications", { friendlyName: args?.friendlyName }, opts ?? {});
}

/** What getApplications takes. */
export interface GetApplicationsArgs {
  /** Only applications with exactly this friendly name. */
  readonly friendlyName?: string;
}

/** What getApplicationsOutput takes. */
export interface GetApplicationsOutputArgs {
  /** Only applications with exactly this friendly name. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What getApplications gives. */
export interface GetApplicationsResult {
  /** The applications, in Twilio's order. */
  readonly applications: readonly types.HeldApplication[];
}
