import type { Bag } from "../../../../providers/kit/handler.ts";
import { ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone } from "../aws.ts";
import { type Resource, tagList, tagMap } from "../resource.ts";

const WRITTEN = ["cacheControl", "content", "contentType", "etag"];

/** An object with text content; its id is `bucket/key`. The content isn't read back: `etag` shows whether it changed. */
export const bucketObject: Resource = {
  token: "aws:s3/bucketObjectv2:BucketObjectv2",

  async create({ aws }, inputs, tags) {
    await put(aws, inputs, tags);
    return `${inputs.bucket}/${inputs.key}`;
  },

  async read({ aws }, id) {
    const at = placeOf(id);
    const { client, sdk } = await aws.s3();
    const found = await unlessGone(client.send(new sdk.HeadObjectCommand(at)));
    if (!found) return undefined;
    const { TagSet } = await client.send(new sdk.GetObjectTaggingCommand(at));
    return {
      properties: {
        arn: `arn:${aws.partition}:s3:::${id}`,
        bucket: at.Bucket,
        key: at.Key,
        cacheControl: found.CacheControl,
        contentType: found.ContentType,
        etag: found.ETag?.replaceAll('"', ""),
        serverSideEncryption: found.ServerSideEncryption ?? "AES256",
        storageClass: found.StorageClass ?? "STANDARD",
        versionId: found.VersionId ?? "",
      },
      tags: tagMap(TagSet),
    };
  },

  async update({ aws }, { id, news, changed, tags }) {
    if (changed(...WRITTEN)) return put(aws, news, tags ?? news.tags ?? {});
    if (!tags) return;
    const { client, sdk } = await aws.s3();
    await client.send(new sdk.PutObjectTaggingCommand({ ...placeOf(id), Tagging: { TagSet: tagList(tags) } }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.s3();
    await client.send(new sdk.DeleteObjectCommand(placeOf(id)));
  },

  moved: (change) => (change.changed("content") && change.news.etag === undefined ? ["etag"] : []),
};

async function put(aws: Aws, inputs: Bag, tags: Readonly<Record<string, string>>): Promise<void> {
  const { client, sdk } = await aws.s3();
  await client.send(
    new sdk.PutObjectCommand({
      Bucket: inputs.bucket,
      Key: inputs.key,
      Body: inputs.content ?? "",
      CacheControl: inputs.cacheControl,
      ContentType: inputs.contentType ?? "application/octet-stream",
      Tagging: new URLSearchParams(tags).toString(),
    }),
  );
}

function placeOf(id: string) {
  const [, Bucket, Key] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
  if (!Bucket || !Key) throw new ProviderError("bad-id", `${id}: give bucket/key`);
  return { Bucket, Key };
}
