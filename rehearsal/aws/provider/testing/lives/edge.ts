import type { Life, LifeWorld } from "../lifecycle.ts";

/** Creates a bucket that the tested resources depend on. */
async function madeBucket(world: LifeWorld, bucket: string) {
  return world.make("aws:s3/bucket:Bucket", { bucket });
}

const readable = (bucket: string, who: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: who }, Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  });

const code = (status: number) => `function handler() { return { statusCode: ${status} }; }`;

/** Lifecycles of S3 and CloudFront types. */
export const edges: readonly Life[] = [
  {
    token: "aws:s3/bucket:Bucket",
    arrange: async () => ({ bucket: "life-bucket", forceDestroy: true, tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, tags: { team: "edge" } }), paths: ["tags.team"] },
    drift: {
      by: async (aws, { id: Bucket }) => {
        const { client, sdk } = await aws.s3();
        const TagSet = [{ Key: "team", Value: "other" }];
        await client.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      },
      paths: ["tags.team"],
    },
    importBy: ({ id }) => id,
    untold: ["forceDestroy"],
    replace: { with: (args) => ({ ...args, bucket: "life-bucket-2" }), paths: ["bucket"] },
  },
  {
    token: "aws:s3/bucketObjectv2:BucketObjectv2",
    arrange: async (world) => ({
      bucket: (await madeBucket(world, "life-object")).id,
      key: "notice.xml",
      content: "<Response/>",
      contentType: "text/xml",
      cacheControl: "max-age=300",
      etag: "d203af2f080bdc55773f55dd0cce95ad",
    }),
    change: { with: (args) => ({ ...args, cacheControl: "max-age=60" }), paths: ["cacheControl"] },
    drift: {
      by: async (aws) => {
        const { client, sdk } = await aws.s3();
        const at = { Bucket: "life-object", Key: "notice.xml", ContentType: "text/xml", CacheControl: "max-age=60" };
        await client.send(new sdk.PutObjectCommand({ ...at, Body: "<Response><Reject/></Response>" }));
      },
      paths: ["etag"],
    },
    importBy: ({ id }) => id,
    untold: ["content"],
    replace: { with: (args) => ({ ...args, key: "other.xml" }), paths: ["key"] },
  },
  {
    token: "aws:s3/bucketPolicy:BucketPolicy",
    arrange: async (world) => {
      const { id } = await madeBucket(world, "life-policy");
      return { bucket: id, policy: readable(id, "cloudfront.amazonaws.com") };
    },
    change: {
      with: (args) => ({ ...args, policy: readable(String(args.bucket), "s3.amazonaws.com") }),
      paths: ["policy"],
    },
    drift: {
      by: async (aws, { id: Bucket }) => {
        const { client, sdk } = await aws.s3();
        await client.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: readable(Bucket, "sns.amazonaws.com") }));
      },
      paths: ["policy"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => {
        const { id } = await madeBucket(world, "life-policy-2");
        return { ...args, bucket: id };
      },
      paths: ["bucket"],
    },
  },
  {
    token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    arrange: async (world) => ({
      bucket: (await madeBucket(world, "life-blocked")).id,
      blockPublicAcls: true,
    }),
    change: { with: (args) => ({ ...args, ignorePublicAcls: true }), paths: ["ignorePublicAcls"] },
    drift: {
      by: async (aws, { id: Bucket }) => {
        const { client, sdk } = await aws.s3();
        const PublicAccessBlockConfiguration = { BlockPublicAcls: true, IgnorePublicAcls: false };
        await client.send(new sdk.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
      },
      paths: ["ignorePublicAcls"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({ ...args, bucket: (await madeBucket(world, "life-blocked-2")).id }),
      paths: ["bucket"],
    },
  },
  {
    token: "aws:cloudfront/originAccessControl:OriginAccessControl",
    arrange: async () => ({
      name: "life-oac",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    }),
    change: { with: (args) => ({ ...args, description: "reads" }), paths: ["description"] },
    drift: {
      by: async (aws, { id: Id, state }) => {
        const { client, sdk } = await aws.cloudfront();
        const OriginAccessControlConfig = {
          Name: "life-oac",
          Description: "reads",
          OriginAccessControlOriginType: "s3",
          SigningBehavior: "never",
          SigningProtocol: "sigv4",
        } as const;
        await client.send(
          new sdk.UpdateOriginAccessControlCommand({ Id, IfMatch: state.etag, OriginAccessControlConfig }),
        );
      },
      paths: ["signingBehavior"],
    },
    importBy: ({ id }) => id,
  },
  {
    token: "aws:cloudfront/function:Function",
    arrange: async () => ({ name: "life-edge", runtime: "cloudfront-js-2.0", code: code(200) }),
    change: { with: (args) => ({ ...args, code: code(204) }), paths: ["code"] },
    drift: {
      by: async (aws, { id: Name, state }) => {
        const { client, sdk } = await aws.cloudfront();
        const FunctionConfig = { Comment: "", Runtime: "cloudfront-js-2.0" } as const;
        const FunctionCode = Buffer.from(code(404));
        await client.send(new sdk.UpdateFunctionCommand({ Name, IfMatch: state.etag, FunctionConfig, FunctionCode }));
      },
      paths: ["code"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "life-edge-2" }), paths: ["name"] },
  },
  {
    token: "aws:cloudfront/distribution:Distribution",
    arrange: async (world) => ({
      comment: "life",
      enabled: true,
      origins: [
        { originId: "bucket", domainName: (await madeBucket(world, "life-origin")).state.bucketRegionalDomainName },
      ],
      defaultCacheBehavior: {
        targetOriginId: "bucket",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
      tags: { team: "voice" },
    }),
    change: { with: (args) => ({ ...args, priceClass: "PriceClass_100" }), paths: ["priceClass"] },
    drift: {
      by: async (aws, { id: Id, state }) => {
        const { client, sdk } = await aws.cloudfront();
        const { DistributionConfig } = await client.send(new sdk.GetDistributionConfigCommand({ Id }));
        const changed = { ...DistributionConfig!, Comment: "another" };
        await client.send(new sdk.UpdateDistributionCommand({ Id, IfMatch: state.etag, DistributionConfig: changed }));
      },
      paths: ["comment"],
    },
    importBy: ({ id }) => id,
  },
];
