import * as pulumi from "@pulumi/pulumi";

/**
 * Says which of the auth tokens that the stack's configuration holds for the account (`twilio:credentials`) is its primary one: with that one alone Twilio signs webhooks. No token leaves the provider.
 *
 * ## Example Usage
 * ### See whether webhooks can be verified
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const { authToken, previousAuthToken } = await twilio.proveAuthTokens({}, { provider });
 *
 * export const verified = authToken === "primary" || previousAuthToken === "primary";
 * ```
 */
export function proveAuthTokens(
  _args?: ProveAuthTokensArgs,
  opts?: pulumi.InvokeOptions,
): Promise<ProveAuthTokensResult> {
  return pulumi.runtime.invoke("twilio:index:proveAuthTokens", {}, opts ?? {});
}

/** Says which of the auth tokens that the stack's configuration holds for the account (`twilio:credentials`) is its primary one: with that one alone Twilio signs webhooks. No token leaves the provider. Takes and gives outputs. */
export function proveAuthTokensOutput(
  _args?: ProveAuthTokensOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<ProveAuthTokensResult> {
  return pulumi.runtime.invokeOutput("twilio:index:proveAuthTokens", {}, opts ?? {});
}

/** What proveAuthTokens takes. */
export type ProveAuthTokensArgs = Record<string, never>;

/** What proveAuthTokensOutput takes. */
export type ProveAuthTokensOutputArgs = Record<string, never>;

/** What proveAuthTokens gives. */
export interface ProveAuthTokensResult {
  /** `primary`, `secondary` (it works for the API and signs nothing), or `refused` by Twilio (401). One of `primary`, `secondary`, `refused`. */
  readonly authToken: string;
  /** The same of `previousAuthToken`, where there is one and `authToken` isn't the primary one. One of `primary`, `secondary`, `refused`. */
  readonly previousAuthToken?: string;
}
