import { createHash } from "node:crypto";
import { Distribution } from "@pulumi/aws/cloudfront/distribution.js";
import { Function as EdgeFunction } from "@pulumi/aws/cloudfront/function.js";
import { OriginAccessControl } from "@pulumi/aws/cloudfront/originAccessControl.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketObjectv2 } from "@pulumi/aws/s3/bucketObjectv2.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import * as pulumi from "@pulumi/pulumi";
import { edgeCode, NOTICE_PATH, needsEdge } from "./fallback-answer.ts";
import type { FallbackArgs } from "./fallback-args.ts";

/** The managed policy CachingOptimized: no query string, header or cookie reaches the bucket. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/**
 * Declares a private bucket with the notice, behind CloudFront with CloudFront's own certificate. An edge function dials the region's
 * desk, and chooses the notice's language by the called number, where there is a desk or a second language.
 * Returns the fallback's URL, which resolves when the fallback answers.
 */
export function edgeFallback(
  name: string,
  { answer, awsRegion, location }: FallbackArgs,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const guarded = { ...child, protect: true };
  // Bucket names are global, so the name contains the account's id. S3's own key encrypts it, since the region's key may be what fails.
  const bucket = new Bucket(
    name,
    { bucket: `${name}-${location.account}`, region: awsRegion, forceDestroy: true },
    guarded,
  );
  const closed = new BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.bucket,
      region: awsRegion,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  const notices = new Map([answer, ...answer.others].map(({ path, notice }) => [path, notice]));
  const documents = [...notices].map(
    ([path, notice]) =>
      new BucketObjectv2(
        path === NOTICE_PATH ? name : `${name}${path.replace(/^\/fallback|\.xml$/g, "")}`,
        {
          bucket: bucket.bucket,
          region: awsRegion,
          key: path.slice(1),
          content: notice,
          // Lets a refresh detect changed content.
          etag: createHash("md5").update(notice).digest("hex"),
          contentType: "text/xml; charset=utf-8",
          // A new notice takes effect after a minute. If the bucket fails, edges serve a cached copy for a day:
          // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
          cacheControl: "max-age=60, stale-if-error=86400",
        },
        child,
      ),
  );
  const access = new OriginAccessControl(
    name,
    {
      name,
      description: "Reads the fallback's notice",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
    child,
  );
  const chooses = needsEdge(answer)
    ? new EdgeFunction(name, { name, runtime: "cloudfront-js-2.0", code: edgeCode(answer), publish: true }, child)
    : undefined;
  const distribution = new Distribution(
    name,
    {
      comment: "Answers Twilio's fallback URL",
      enabled: true,
      isIpv6Enabled: true,
      priceClass: "PriceClass_100",
      origins: [{ originId: "notice", domainName: bucket.bucketRegionalDomainName, originAccessControlId: access.id }],
      defaultCacheBehavior: {
        targetOriginId: "notice",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHING_OPTIMIZED,
        ...(chooses && { functionAssociations: [{ eventType: "viewer-request", functionArn: chooses.arn }] }),
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    },
    guarded,
  );
  const readable = new BucketPolicy(
    name,
    {
      bucket: bucket.bucket,
      region: awsRegion,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ReadByOurDistribution",
            Effect: "Allow",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Resource: pulumi.interpolate`${bucket.arn}/*`,
            Condition: { StringEquals: { "AWS:SourceArn": distribution.arn } },
          },
        ],
      }),
    },
    { ...child, dependsOn: [closed] },
  );
  return pulumi
    .all([distribution.domainName, readable.id, ...documents.map(({ id }) => id)])
    .apply(([domainName]) => `https://${domainName}${NOTICE_PATH}`);
}
