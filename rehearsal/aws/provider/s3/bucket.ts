import type { BucketLocationConstraint } from "@aws-sdk/client-s3";
import { unlessGone } from "../aws.ts";
import { type Resource, tagList, tagMap } from "../resource.ts";

/** A bucket; its id is its name, which must be unique across all AWS accounts. */
export const bucket: Resource = {
  token: "aws:s3/bucket:Bucket",

  mistakes: ({ bucket: name }) =>
    typeof name === "string" && !/^(?=.{3,63}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])$/.test(name)
      ? [{ property: "bucket", reason: "must be 3 to 63 lower-case letters, digits, dots and dashes" }]
      : [],

  async create({ aws, made }, { bucket: Bucket }, tags) {
    const { client, sdk } = await aws.s3();
    // us-east-1 is the one Region that LocationConstraint can't name: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
    const place = { LocationConstraint: aws.region as BucketLocationConstraint };
    await client.send(
      new sdk.CreateBucketCommand({
        Bucket,
        ...(aws.region !== "us-east-1" && { CreateBucketConfiguration: place }),
      }),
    );
    made(Bucket);
    if (Object.keys(tags).length > 0)
      await client.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(tags) } }));
    return Bucket;
  },

  async read({ aws }, Bucket) {
    const { client, sdk } = await aws.s3();
    const found = await unlessGone(client.send(new sdk.HeadBucketCommand({ Bucket })));
    if (!found) return undefined;
    const tagged = await unlessGone(client.send(new sdk.GetBucketTaggingCommand({ Bucket })));
    return {
      properties: {
        arn: `arn:${aws.partition}:s3:::${Bucket}`,
        bucket: Bucket,
        bucketDomainName: `${Bucket}.s3.amazonaws.com`,
        bucketPrefix: "",
        bucketRegion: aws.region,
        bucketRegionalDomainName: `${Bucket}.s3.${aws.region}.amazonaws.com`,
      },
      tags: tagMap(tagged?.TagSet),
    };
  },

  async update({ aws }, { id: Bucket, tags }) {
    if (!tags) return;
    const { client, sdk } = await aws.s3();
    if (Object.keys(tags).length === 0) await client.send(new sdk.DeleteBucketTaggingCommand({ Bucket }));
    else await client.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(tags) } }));
  },

  /** Deletes the bucket. AWS refuses if it isn't empty; `forceDestroy` empties it first. */
  async remove({ aws }, Bucket, { forceDestroy }) {
    const { client, sdk } = await aws.s3();
    if (forceDestroy) {
      const { Contents = [] } = await client.send(new sdk.ListObjectsV2Command({ Bucket }));
      for (const { Key } of Contents) await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    }
    await client.send(new sdk.DeleteBucketCommand({ Bucket }));
  },
};
