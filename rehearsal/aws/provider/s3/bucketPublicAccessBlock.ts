import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A bucket's public access block. Its id is the bucket's name. */
export const bucketPublicAccessBlock: Resource = {
  token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",

  async create(call, inputs) {
    await put(call, inputs.bucket, inputs);
    return inputs.bucket;
  },

  async read({ aws }, Bucket) {
    const { client, sdk } = await aws.s3();
    const found = await unlessGone(client.send(new sdk.GetPublicAccessBlockCommand({ Bucket })));
    const blocked = found?.PublicAccessBlockConfiguration;
    if (!blocked) return undefined;
    return {
      properties: {
        bucket: Bucket,
        blockPublicAcls: blocked.BlockPublicAcls ?? false,
        blockPublicPolicy: blocked.BlockPublicPolicy ?? false,
        ignorePublicAcls: blocked.IgnorePublicAcls ?? false,
        restrictPublicBuckets: blocked.RestrictPublicBuckets ?? false,
      },
    };
  },

  update: (call, { id, news }) => put(call, id, news),

  async remove({ aws }, Bucket) {
    const { client, sdk } = await aws.s3();
    await client.send(new sdk.DeletePublicAccessBlockCommand({ Bucket }));
  },
};

async function put({ aws }: Call, Bucket: string, inputs: Bag): Promise<void> {
  const { client, sdk } = await aws.s3();
  await client.send(
    new sdk.PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: inputs.blockPublicAcls,
        BlockPublicPolicy: inputs.blockPublicPolicy,
        IgnorePublicAcls: inputs.ignorePublicAcls,
        RestrictPublicBuckets: inputs.restrictPublicBuckets,
      },
    }),
  );
}
