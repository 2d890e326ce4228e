import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Evaluates a bundle against its regulation and lists what is missing. Twilio records the evaluation and changes nothing else. It doesn't replace the review.
 *
 * ## Example Usage
 * ### List what a bundle lacks
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

/** Evaluates a bundle against its regulation and lists what is missing. Twilio records the evaluation and changes nothing else. It doesn't replace the review. Takes and gives outputs. */
export function getBundleEvaluationOutput(
  args: GetBundleEvaluationOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetBundleEvaluationResult> {
  return pulumi.runtime.invokeOutput("twilio:index:getBundleEvaluation", { bundleSid: args.bundleSid }, opts ?? {});
}

/** What getBundleEvaluation takes. */
export interface GetBundleEvaluationArgs {
  /** SID of the bundle, `BU...`. */
  readonly bundleSid: string;
}

/** What getBundleEvaluationOutput takes. */
export interface GetBundleEvaluationOutputArgs {
  /** SID of the bundle, `BU...`. */
  readonly bundleSid: pulumi.Input<string>;
}

/** What getBundleEvaluation gives. */
export interface GetBundleEvaluationResult {
  /** Whether the bundle meets all requirements of the regulation. */
  readonly compliant: boolean;
  /** Evaluation of each requirement of the regulation. */
  readonly requirements: readonly types.EvaluatedRequirement[];
}
