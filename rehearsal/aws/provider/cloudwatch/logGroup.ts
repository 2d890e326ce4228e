import type { Aws } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A log group; its id is its name. */
export const logGroup: Resource = {
  token: "aws:cloudwatch/logGroup:LogGroup",

  async create({ aws, made }, inputs, tags) {
    const { client, sdk } = await aws.logs();
    const logGroupName = inputs.name as string;
    await client.send(
      new sdk.CreateLogGroupCommand({
        logGroupName,
        kmsKeyId: inputs.kmsKeyId,
        logGroupClass: inputs.logGroupClass,
        tags: Object.keys(tags).length > 0 ? { ...tags } : undefined,
      }),
    );
    made(logGroupName);
    if (inputs.retentionInDays > 0) await retain(aws, logGroupName, inputs.retentionInDays);
    return logGroupName;
  },

  async read({ aws }, id) {
    const group = await find(aws, id);
    if (!group) return undefined;
    const { client, sdk } = await aws.logs();
    // The log group's ARN. AWS adds `:*` for the streams in it.
    const arn = group.arn!.replace(/:\*$/, "");
    const { tags } = await client.send(new sdk.ListTagsForResourceCommand({ resourceArn: arn }));
    return {
      properties: {
        arn,
        name: group.logGroupName,
        namePrefix: "",
        kmsKeyId: group.kmsKeyId ?? "",
        logGroupClass: group.logGroupClass ?? "STANDARD",
        retentionInDays: group.retentionInDays ?? 0,
        deletionProtectionEnabled: false,
      },
      tags: tags ?? {},
    };
  },

  async update({ aws }, { id, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await aws.logs();
    if (changed("retentionInDays")) await retain(aws, id, news.retentionInDays);
    if (changed("kmsKeyId")) {
      const kmsKeyId = news.kmsKeyId as string | undefined;
      if (kmsKeyId) await client.send(new sdk.AssociateKmsKeyCommand({ logGroupName: id, kmsKeyId }));
      else await client.send(new sdk.DisassociateKmsKeyCommand({ logGroupName: id }));
    }
    if (goneTags.length > 0)
      await client.send(new sdk.UntagResourceCommand({ resourceArn: oldState.arn, tagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ resourceArn: oldState.arn, tags: { ...tags } }));
  },

  async remove({ aws }, id, { skipDestroy }) {
    if (skipDestroy) return;
    const { client, sdk } = await aws.logs();
    await client.send(new sdk.DeleteLogGroupCommand({ logGroupName: id }));
  },
};

/** Sets a log group's retention in days; 0 keeps events for ever. */
async function retain(aws: Aws, logGroupName: string, retentionInDays: number): Promise<void> {
  const { client, sdk } = await aws.logs();
  if (retentionInDays > 0) await client.send(new sdk.PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  else await client.send(new sdk.DeleteRetentionPolicyCommand({ logGroupName }));
}

async function find(aws: Aws, name: string) {
  const { client, sdk } = await aws.logs();
  for await (const page of sdk.paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name })) {
    const found = page.logGroups?.find((g) => g.logGroupName === name);
    if (found) return found;
  }
  return undefined;
}
