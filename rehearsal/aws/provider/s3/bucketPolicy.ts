import { unlessGone } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A bucket's policy; its id is the bucket's name. */
export const bucketPolicy: Resource = {
  token: "aws:s3/bucketPolicy:BucketPolicy",

  async create(call, { bucket, policy }) {
    await put(call, bucket, policy);
    return bucket;
  },

  async read({ aws }, Bucket) {
    const { client, sdk } = await aws.s3();
    const found = await unlessGone(client.send(new sdk.GetBucketPolicyCommand({ Bucket })));
    return found?.Policy ? { properties: { bucket: Bucket, policy: found.Policy } } : undefined;
  },

  update: (call, { id, news }) => put(call, id, news.policy),

  async remove({ aws }, Bucket) {
    const { client, sdk } = await aws.s3();
    await client.send(new sdk.DeleteBucketPolicyCommand({ Bucket }));
  },
};

async function put({ aws }: Call, Bucket: string, Policy: string): Promise<void> {
  const { client, sdk } = await aws.s3();
  await client.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }));
}
