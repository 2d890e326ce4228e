import { rolesOfLambda } from "./functions.ts";
import { OFFICIAL, type Right, untriedSince } from "./right.ts";

const bucket = "arn:{partition}:s3:::aybiza-{region}-fallback-{account}";
const edge = (kind: string) => `arn:{partition}:cloudfront::{account}:${kind}`;
/** Actions for the sub-resources that the official provider reads with each bucket. */
const settings = [
  "s3:GetAccelerateConfiguration",
  "s3:GetBucketAcl",
  "s3:GetBucketCORS",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketRequestPayment",
  "s3:GetBucketVersioning",
  "s3:GetBucketWebsite",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
  "s3:ListBucketVersions",
];

/** Rights of the role that deploys a region: a fallback behind CloudFront. */
export const cloudfrontFallbackRights: readonly Right[] = [
  {
    sid: "KeepBucket",
    actions: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:GetBucketPolicy",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:ListBucket",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      ...settings,
    ],
    resources: [bucket],
    why: "The private bucket with the notice.",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/s3/bucket.go",
    untried: untriedSince(OFFICIAL, settings),
  },
  {
    sid: "KeepNotice",
    actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
    resources: [`${bucket}/*`],
    why: "The notice. Deleting the bucket deletes everything in it.",
    untried: { "s3:DeleteObjectVersion": OFFICIAL },
  },
  {
    sid: "MakeDistribution",
    actions: ["cloudfront:CreateDistribution", "cloudfront:CreateFunction", "cloudfront:CreateOriginAccessControl"],
    resources: ["*"],
    why: "The CloudFront distribution; with `fallback.dial`, its function too.",
    untried: { "cloudfront:CreateFunction": "the trial's region has no `fallback.dial`" },
  },
  {
    sid: "KeepDistribution",
    actions: [
      "cloudfront:DeleteDistribution",
      "cloudfront:DeleteOriginAccessControl",
      "cloudfront:GetDistribution",
      "cloudfront:GetDistributionConfig",
      "cloudfront:GetOriginAccessControl",
      "cloudfront:ListTagsForResource",
      "cloudfront:UpdateDistribution",
      "cloudfront:UpdateOriginAccessControl",
    ],
    resources: [edge("distribution/*"), edge("origin-access-control/*")],
    why: "AWS chooses their ids. A distribution is disabled before it is deleted.",
    untried: { "cloudfront:UpdateOriginAccessControl": "only a later version changes it" },
  },
  {
    sid: "KeepEdgeFunction",
    actions: [
      "cloudfront:DeleteFunction",
      "cloudfront:DescribeFunction",
      "cloudfront:GetFunction",
      "cloudfront:PublishFunction",
      "cloudfront:UpdateFunction",
    ],
    resources: [edge("function/aybiza-{region}-fallback")],
    why: "The function that dials the region's desk.",
    untried: untriedSince(
      "the trial's region has no `fallback.dial`",
      ["DeleteFunction", "DescribeFunction", "GetFunction", "PublishFunction", "UpdateFunction"].map(
        (action) => `cloudfront:${action}`,
      ),
    ),
  },
];

const role = "arn:{partition}:iam::{account}:role/aybiza-{region}-fallback-*";
const fallbackFunction = "{partition}:lambda:{fallbackRegion}:{account}:function:aybiza-{region}-fallback";

/** Rights of the role that deploys a region: a fallback that is a function in another AWS Region. */
export const lambdaFallbackRights: readonly Right[] = [
  ...rolesOfLambda([role], "The function's role, which may write its log."),
  {
    sid: "KeepFallbackFunction",
    actions: [
      "lambda:AddPermission",
      "lambda:CreateFunction",
      "lambda:CreateFunctionUrlConfig",
      "lambda:DeleteFunction",
      "lambda:DeleteFunctionUrlConfig",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetFunctionUrlConfig",
      "lambda:GetPolicy",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
      "lambda:PutFunctionConcurrency",
      "lambda:RemovePermission",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "lambda:UpdateFunctionUrlConfig",
    ],
    resources: [`arn:${fallbackFunction}`],
    why: "The function, and its public URL.",
    untried: {
      ...untriedSince(OFFICIAL, ["lambda:GetFunctionCodeSigningConfig", "lambda:ListTags"]),
      ...untriedSince("the trial doesn't change the function", [
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:UpdateFunctionUrlConfig",
      ]),
    },
  },
  {
    sid: "KeepFallbackLog",
    actions: ["logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:ListTagsForResource", "logs:PutRetentionPolicy"],
    resources: ["arn:{partition}:logs:{fallbackRegion}:{account}:log-group:/aybiza/{region}/fallback*"],
    why: "The function's log.",
  },
  {
    sid: "FindFallbackLog",
    actions: ["logs:DescribeLogGroups"],
    resources: ["*"],
    why: "Finds the log group by its name.",
  },
];

/** The policy of the fallback function's role: it only writes its log. */
export const fallbackHandlerRights = <T>(logStreams: T) => [
  {
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [logStreams],
    why: "Lambda writes the function's log with the function's role.",
    untried: untriedSince("MiniStack's Lambda writes logs without the function's role", [
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]),
  },
];
