import * as pulumi from "@pulumi/pulumi";

/**
 * Checks which of the account's auth tokens in the stack's configuration (`twilio:credentials`) is the primary one. Twilio signs webhooks with the primary token only. The function returns no token.
 *
 * ## Example Usage
 * ### Check whether webhooks can be verified
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

/** Checks which of the account's auth tokens in the stack's configuration (`twilio:credentials`) is the primary one. Twilio signs webhooks with the primary token only. The function returns no token. Takes and gives outputs. */
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
  /** Status of `authToken`: `primary`, `secondary` (works for the API but signs no webhooks) or `refused` (Twilio answers 401). One of `primary`, `secondary`, `refused`. */
  readonly authToken: string;
  /** Status of `previousAuthToken`. Absent if there is none, or if `authToken` is the primary one. One of `primary`, `secondary`, `refused`. */
  readonly previousAuthToken?: string;
}
