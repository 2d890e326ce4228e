import * as pulumi from "@pulumi/pulumi";

/**
 * Finds one of the account's subaccounts, or, without arguments, the account itself. All results are absent if there is none. A closed account is found by its SID only. It returns no auth token.
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

/** Finds one of the account's subaccounts, or, without arguments, the account itself. All results are absent if there is none. A closed account is found by its SID only. It returns no auth token. Takes and gives outputs. */
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
  /** SID of the account, `AC...`. */
  readonly sid?: string;
  /** Friendly name, without the provider's token. If several accounts have it, the function fails and lists their SIDs. */
  readonly friendlyName?: string;
}

/** What getAccountOutput takes. */
export interface GetAccountOutputArgs {
  /** SID of the account, `AC...`. */
  readonly sid?: pulumi.Input<string>;
  /** Friendly name, without the provider's token. If several accounts have it, the function fails and lists their SIDs. */
  readonly friendlyName?: pulumi.Input<string>;
}

/** What getAccount gives. */
export interface GetAccountResult {
  /** SID of the account, `AC...`. */
  readonly sid?: string;
  /** SID of the parent account, or a main account's own SID. */
  readonly ownerAccountSid?: string;
  /** Friendly name, without the provider's token. */
  readonly friendlyName?: string;
  /** `active`, `suspended` or `closed`. */
  readonly status?: string;
  /** `Full` or `Trial`. */
  readonly type?: string;
  /** Creation time, RFC 2822. */
  readonly dateCreated?: string;
}
