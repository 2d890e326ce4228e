import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Holds a bundle against its regulation, now, and says what is missing. Twilio writes the evaluation down, and changes nothing else; the reviewers come later.
 *
 * ## Example Usage
 * ### See what a bundle lacks
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const papers = await twilio.getBundleEvaluation({ bundleSid: "BU0123456789abcdef0123456789abcdef" }, { provider });
 *
 * export const missing = papers.requirements.filter((r) => !r.passed).map((r) => r.failureReason);
 * ```
 */
export function getBundleEvaluation(
  args: GetBundleEvaluationArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetBundleEvaluationResult> {
  return pulumi.runtime.invoke("twilio:index:getBundleEvaluation", { bundleSid: args.bundleSid }, opts ?? {});
}

/** Holds a bundle against its regulation, now, and says what is missing. Twilio writes the evaluation down, and changes nothing else; the reviewers come later. Takes and gives outputs. */
export function getBundleEvaluationOutput(
  args: GetBundleEvaluationOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetBundleEvaluationResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getBundleEvaluation", { bundleSid: args.bundleSid }, opts ?? {});
}

/** What getBundleEvaluation takes. */
export interface GetBundleEvaluationArgs {
  /** The bundle. */
  readonly bundleSid: string;
}

/** What getBundleEvaluationOutput takes. */
export interface GetBundleEvaluationOutputArgs {
  /** The bundle. */
  readonly bundleSid: pulumi.Input<string>;
}

/** What getBundleEvaluation gives. */
export interface GetBundleEvaluationResult {
  /** Whether it has all that the regulation asks for. */
  readonly compliant: boolean;
  /** Each requirement of the regulation. */
  readonly requirements: readonly types.EvaluatedRequirement[];
}
