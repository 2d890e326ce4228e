import * as pulumi from "@pulumi/pulumi";

/**
 * Reads the account's balance. Subaccounts spend the balance of their parent account.
 *
 * ## Example Usage
 * ### Read the balance
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const { balance, currency } = await twilio.getBalance({}, { provider });
 *
 * export const left = `${balance} ${currency}`;
 * ```
 */
export function getBalance(_args?: GetBalanceArgs, opts?: pulumi.InvokeOptions): Promise<GetBalanceResult> {
  return pulumi.runtime.invoke("twilio:index:getBalance", {}, opts ?? {});
}

/** Reads the account's balance. Subaccounts spend the balance of their parent account. Takes and gives outputs. */
export function getBalanceOutput(
  _args?: GetBalanceOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetBalanceResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getBalance", {}, opts ?? {});
}

/** What getBalance takes. */
export type GetBalanceArgs = Record<string, never>;

/** What getBalanceOutput takes. */
export type GetBalanceOutputArgs = Record<string, never>;

/** What getBalance gives. */
export interface GetBalanceResult {
  /** SID of the account. */
  readonly accountSid: string;
  /** The balance, a decimal number as text, such as `21.53`. */
  readonly balance: string;
  /** Currency, ISO 4217, such as `USD`. */
  readonly currency: string;
}
