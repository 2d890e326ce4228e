import type { FunctionConfig } from "@aws-sdk/client-cloudfront";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** Maximum size of a function's code. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const CODE_BYTES = 10 * 1024;

/** A CloudFront function; its id is its name. Edges run its published (LIVE) stage. */
export const edgeFunction: Resource = {
  token: "aws:cloudfront/function:Function",

  mistakes: ({ code }) =>
    typeof code === "string" && Buffer.byteLength(code) > CODE_BYTES
      ? [{ property: "code", reason: `is ${Buffer.byteLength(code)} bytes; CloudFront accepts ${CODE_BYTES} at most` }]
      : [],

  async create({ aws, made }, inputs) {
    const { client, sdk } = await aws.cloudfront();
    await client.send(
      new sdk.CreateFunctionCommand({
        Name: inputs.name,
        FunctionConfig: configOf(inputs),
        FunctionCode: Buffer.from(inputs.code),
      }),
    );
    made(inputs.name);
    if (inputs.publish) await publish(aws, inputs.name);
    return inputs.name;
  },

  async read({ aws }, Name) {
    const { client, sdk } = await aws.cloudfront();
    const found = await unlessGone(client.send(new sdk.DescribeFunctionCommand({ Name, Stage: "DEVELOPMENT" })));
    if (!found?.FunctionSummary) return undefined;
    const { FunctionCode } = await client.send(new sdk.GetFunctionCommand({ Name, Stage: "DEVELOPMENT" }));
    const live = await unlessGone(client.send(new sdk.DescribeFunctionCommand({ Name, Stage: "LIVE" })));
    const { FunctionConfig, FunctionMetadata, Status } = found.FunctionSummary;
    return {
      properties: {
        arn: FunctionMetadata?.FunctionARN,
        code: Buffer.from(FunctionCode ?? []).toString(),
        comment: FunctionConfig?.Comment ?? "",
        etag: found.ETag,
        liveStageEtag: live?.ETag ?? "",
        name: Name,
        runtime: FunctionConfig?.Runtime,
        status: Status,
      },
    };
  },

  async update({ aws }, { id: Name, news, oldState, changed }) {
    const { client, sdk } = await aws.cloudfront();
    if (changed("code", "comment", "runtime")) {
      const written = { FunctionConfig: configOf(news), FunctionCode: Buffer.from(news.code) };
      await client.send(new sdk.UpdateFunctionCommand({ Name, IfMatch: oldState.etag, ...written }));
    }
    if (news.publish) await publish(aws, Name);
  },

  async remove({ aws }, Name) {
    const { client, sdk } = await aws.cloudfront();
    const { ETag } = await client.send(new sdk.DescribeFunctionCommand({ Name, Stage: "DEVELOPMENT" }));
    await client.send(new sdk.DeleteFunctionCommand({ Name, IfMatch: ETag }));
  },

  moved: () => ["etag", "liveStageEtag", "status"],
};

const configOf = ({ comment, runtime }: Bag): FunctionConfig => ({ Comment: comment ?? "", Runtime: runtime });

/** Publishes a function. Requests its ETag first: the SDK reads an update's ETag from a header `ETtag`, which MiniStack doesn't send. */
async function publish(aws: Aws, Name: string): Promise<void> {
  const { client, sdk } = await aws.cloudfront();
  const { ETag: IfMatch } = await client.send(new sdk.DescribeFunctionCommand({ Name, Stage: "DEVELOPMENT" }));
  await client.send(new sdk.PublishFunctionCommand({ Name, IfMatch }));
}
