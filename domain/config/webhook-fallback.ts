import { z } from "zod";
import { isAwsRegion } from "./aws-region.ts";
import data from "./aws-regions.json" with { type: "json" };
import { must, refuse } from "./mistake.ts";
import { type Violation, violation } from "./problem.ts";

/**
 * The service that answers Twilio's fallback URL. It shares no certificate, API, function, key or AWS Region with the webhook handlers:
 * https://www.twilio.com/docs/usage/security/availability-reliability
 */
export const webhookFallback = z
  .strictObject({
    by: z
      .enum(["cloudfront", "lambda"])
      .default("cloudfront")
      .describe("`cloudfront`: a bucket behind CloudFront. `lambda`: a Lambda function with a function URL."),
    awsRegion: z
      .string()
      .superRefine(must(isAwsRegion, "isn't an AWS Region", "write an AWS Region, for example us-west-2"))
      .optional()
      .describe("AWS Region of the bucket or the function. Must differ from the region's own."),
  })
  .superRefine(({ by, awsRegion }, context) => {
    if (by !== "lambda" || awsRegion !== undefined) return;
    refuse(context, {
      code: "fallback-region-missing",
      says: "has no `awsRegion`; the function receives callers' numbers, so you choose where it runs",
      fix: "add `awsRegion` with another AWS Region than the region's own",
    });
  })
  .prefault({})
  .describe("Answers Twilio's fallback URL when the webhook domain is down.");

/** The service that a region's file chooses to answer Twilio's fallback URL. */
export type WebhookFallback = z.output<typeof webhookFallback>;

const partitionOf = (awsRegion: string) => /^(cn|us-gov|eusc)-/.exec(awsRegion)?.[1] ?? "aws";

/**
 * Returns the AWS Region of the fallback's resources. A bucket behind CloudFront may be anywhere: it holds a notice, and no caller's data reaches it
 * (query strings aren't forwarded).
 */
export const fallbackRegion = ({ awsRegion }: WebhookFallback, own: string): string =>
  awsRegion ?? (own === "us-west-2" ? "us-east-2" : "us-west-2");

/** Checks that a region's fallback runs in another AWS Region of the same partition. */
export function fallbackPlaceViolations(fallback: WebhookFallback, own: string): Violation[] {
  const path = ["aybiza:region", "webhook", "fallback"];
  const partition = partitionOf(own);
  const others = data.regions.filter((one) => one !== own && partitionOf(one) === partition);
  const another = others.length === 0 ? "its partition has no other" : `for example ${others[0]}`;
  if (fallback.by === "cloudfront" && partition !== "aws") {
    return [
      violation(
        path,
        "cloudfront-unavailable",
        `the region is deployed in ${own}, where CloudFront has no domain names of its own (https://docs.aws.amazon.com/general/latest/gr/cf_region.html)`,
        `write \`fallback: { by: lambda, awsRegion: ... }\` with another AWS Region, ${another}`,
      ),
    ];
  }
  const { awsRegion } = fallback;
  if (awsRegion === undefined || others.includes(awsRegion)) return [];
  const why = awsRegion === own ? "where the region itself is deployed" : `not in the partition of ${own}`;
  return [
    violation(
      [...path, "awsRegion"],
      "fallback-region-unusable",
      `\`awsRegion\` is ${awsRegion}, ${why}; the fallback answers when the region's own AWS Region is down, from another one that the same AWS account can use`,
      `write another AWS Region, ${another}`,
    ),
  ];
}
