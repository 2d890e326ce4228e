import * as pulumi from "@pulumi/pulumi";

/**
 * Reads a regulatory bundle: how its review goes, and for which numbers it is. Where the account has no such bundle, `status` is `missing`.
 *
 * ## Example Usage
 * ### Wait for a review in a program
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const papers = await twilio.getBundle({ bundleSid: "BU0123456789abcdef0123456789abcdef" }, { provider });
 *
 * export const approved = papers.status === "twilio-approved";
 * ```
 */
export function getBundle(args: GetBundleArgs, opts?: pulumi.InvokeOptions): Promise<GetBundleResult> {
  return pulumi.runtime.invoke("twilio:index:getBundle", { bundleSid: args.bundleSid }, opts ?? {});
}

/** Reads a regulatory bundle: how its review goes, and for which numbers it is. Where the account has no such bundle, `status` is `missing`. Takes and gives outputs. */
export function getBundleOutput(
  args: GetBundleOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetBundleResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getBundle", { bundleSid: args.bundleSid }, opts ?? {});
}

/** What getBundle takes. */
export interface GetBundleArgs {
  /** SID of the bundle, `BU...`. */
  readonly bundleSid: string;
}

/** What getBundleOutput takes. */
export interface GetBundleOutputArgs {
  /** SID of the bundle, `BU...`. */
  readonly bundleSid: pulumi.Input<string>;
}

/** What getBundle gives. */
export interface GetBundleResult {
  /** `draft`, `pending-review`, `in-review`, `twilio-approved`, `provisionally-approved`, `twilio-rejected`, or `missing`. */
  readonly status: string;
  /** Expiry of an approved bundle, or "". */
  readonly validUntil: string;
  /** Country of the numbers, ISO 3166-1 alpha-2, or "". */
  readonly isoCountry: string;
  /** Type of the numbers, or "". */
  readonly numberType: string;
  /** Type of end user, or "". */
  readonly endUserType: string;
}
