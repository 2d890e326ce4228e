import * as pulumi from "@pulumi/pulumi";

/**
 * Finds an account: one of the provider's subaccounts, or its own. Without arguments, its own. All results are absent where there is none; closed ones are found by SID alone. It gives no auth token.
 *
 * ## Example Usage
 * ### Find a customer's subaccount
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const own = await twilio.getAccount({}, { provider });
 *
 * export const status = own.status;
 * ```
 */
export function getAccount(args?: GetAccountArgs, opts?: pulumi.InvokeOptions): Promise<GetAccountResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getAccount",
    { sid: args?.sid, friendlyName: args?.friendlyName },
    opts ?? {},
  );
}

/** Finds an account: one of the provider's subaccounts, or its own. Without arguments, its own. All results are absent where there is none; closed ones are found by SID alone. It gives no auth token. Takes and gives outputs. */
export function getAccountOutput(
  args?: GetAccountOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAccountResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getAccount",
    { sid: args?.sid, friendlyName: args?.friendlyName },
    opts ?? {},
  );
}

/** What getAccount takes. */
export interface GetAccountArgs {
  /** Its SID, `AC...`. */
  readonly sid?: string;
  /** Its name, without the token that a create adds. Several of that name are a mistake that is told with their SIDs. */
  readonly friendlyName?: string;
}

/** What getAccountOutput takes. */
export interface GetAccountOutputArgs {
  /** Its SID, `AC...`. */
  readonly sid?: pulumi.Input<string>;
  /** Its name, without the token that a create adds. Several of that name are a mistake that is told with their SIDs. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What getAccount gives. */
export interface GetAccountResult {
  /** Its SID, `AC...`. */
  readonly sid?: string;
  /** The account above; of a main account its own SID. */
  readonly ownerAccountSid?: string;
  /** Its name, without the token that a create adds. */
  readonly friendlyName?: string;
  /** `active`, `suspended` or `closed`. */
  readonly status?: string;
  /** `Full` or `Trial`. */
  readonly type?: string;
  /** When it was made, as RFC 2822 writes it. */
  readonly dateCreated?: string;
}
