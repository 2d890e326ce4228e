import { z } from "zod";
import { isAwsRegion } from "./aws-region.ts";
import data from "./aws-regions.json" with { type: "json" };
import type { StackDocument } from "./document.ts";
import { refuse } from "./mistake.ts";
import type { Fix } from "./problem.ts";

/**
 * What answers Twilio's fallback URL. It shares no certificate, API, function, key or AWS Region with what answers webhooks:
 * https://www.twilio.com/docs/usage/security/availability-reliability
 */
export const webhookFallback = z
  .strictObject({
    by: z
      .enum(["cloudfront", "lambda"])
      .default("cloudfront")
      .describe("`cloudfront`: a bucket behind CloudFront. `lambda`: a function with a URL."),
    awsRegion: z
      .string()
      .refine(isAwsRegion, "an AWS Region, such as us-west-2")
      .optional()
      .describe("AWS Region of the bucket or the function: another one than the region's own."),
  })
  .superRefine(({ by, awsRegion }, context) => {
    if (by !== "lambda" || awsRegion !== undefined) return;
    refuse(context, {
      code: "fallback-region-missing",
      says: "names no AWS Region for the function, which is told the numbers of callers, so that it is yours to choose",
      fix: "add `awsRegion`, another AWS Region than the region's own",
    });
  })
  .prefault({})
  .describe("What answers when the webhook domain doesn't.");

/** What answers Twilio's fallback URL, as a region's file chooses it. */
export type WebhookFallback = z.output<typeof webhookFallback>;

const partitionOf = (awsRegion: string) => /^(cn|us-gov|eusc)-/.exec(awsRegion)?.[1] ?? "aws";

/**
 * The AWS Region of the fallback's parts. A bucket behind CloudFront holds a notice and nothing of a caller (query strings aren't passed on to it),
 * so that it may be anywhere.
 */
export const fallbackRegion = ({ awsRegion }: WebhookFallback, own: string): string =>
  awsRegion ?? (own === "us-west-2" ? "us-east-2" : "us-west-2");

/** What is wrong with a region's fallback where the region is deployed; undefined where nothing is. */
export function fallbackPlaceProblem(
  document: StackDocument,
  fallback: WebhookFallback,
): { path: PropertyKey[]; code: string; message: string; fix: Fix } | undefined {
  const own = document.config["aws:region"];
  if (!isAwsRegion(own)) return undefined;
  const path = ["aybiza:region", "webhook", "fallback"];
  const partition = partitionOf(own);
  const others = data.regions.filter((one) => one !== own && partitionOf(one) === partition);
  const another = others.length === 0 ? "its partition has no other" : `such as ${others[0]}`;
  if (fallback.by === "cloudfront" && partition !== "aws") {
    return {
      path,
      code: "fallback-unserved",
      message: `the region is deployed in ${own}, where CloudFront's own names aren't served (https://docs.aws.amazon.com/general/latest/gr/cf_region.html)`,
      fix: { fix: `write \`fallback: { by: lambda, awsRegion: ... }\` with another AWS Region, ${another}` },
    };
  }
  const { awsRegion } = fallback;
  if (awsRegion === undefined || others.includes(awsRegion)) return undefined;
  const why = awsRegion === own ? "the AWS Region that the region is deployed in" : `not in the partition of ${own}`;
  return {
    path: [...path, "awsRegion"],
    code: "fallback-region",
    message: `${awsRegion} is ${why}; the fallback answers when that Region doesn't, so it needs another one that the same AWS account can use`,
    fix: { fix: `name another AWS Region, ${another}` },
  };
}
