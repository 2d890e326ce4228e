import { unlessGone } from "../aws.ts";
import { type Resource, tagList, tagMap } from "../resource.ts";

/** SNS attributes of a topic by argument name. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const ATTRIBUTES = {
  deliveryPolicy: "DeliveryPolicy",
  displayName: "DisplayName",
  kmsMasterKeyId: "KmsMasterKeyId",
  policy: "Policy",
  signatureVersion: "SignatureVersion",
  tracingConfig: "TracingConfig",
} as const;

/** A topic; its id is its ARN. */
export const topic: Resource = {
  token: "aws:sns/topic:Topic",

  async create({ aws }, inputs, tags) {
    const { client, sdk } = await aws.sns();
    const given = Object.entries(ATTRIBUTES).filter(([name]) => inputs[name] !== undefined && inputs[name] !== "");
    const { TopicArn } = await client.send(
      new sdk.CreateTopicCommand({
        Name: inputs.name,
        Attributes: Object.fromEntries(given.map(([name, attribute]) => [attribute, String(inputs[name])])),
        Tags: tagList(tags),
      }),
    );
    return TopicArn!;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.sns();
    const found = await unlessGone(client.send(new sdk.GetTopicAttributesCommand({ TopicArn: id })));
    if (!found?.Attributes) return undefined;
    const attributes = found.Attributes;
    const { Tags } = await client.send(new sdk.ListTagsForResourceCommand({ ResourceArn: id }));
    return {
      properties: {
        ...Object.fromEntries(Object.entries(ATTRIBUTES).map(([name, attribute]) => [name, attributes[attribute]])),
        signatureVersion: Number(attributes.SignatureVersion ?? 1),
        arn: id,
        name: id.slice(id.lastIndexOf(":") + 1),
        namePrefix: "",
        owner: attributes.Owner,
        fifoTopic: attributes.FifoTopic === "true",
      },
      tags: tagMap(Tags),
    };
  },

  async update({ aws }, { id, news, changed, tags, goneTags }) {
    const { client, sdk } = await aws.sns();
    for (const [name, AttributeName] of Object.entries(ATTRIBUTES)) {
      if (!changed(name)) continue;
      const AttributeValue = String(news[name] ?? "");
      await client.send(new sdk.SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }));
    }
    if (goneTags.length > 0)
      await client.send(new sdk.UntagResourceCommand({ ResourceArn: id, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceArn: id, Tags: tagList(tags) }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.sns();
    await client.send(new sdk.DeleteTopicCommand({ TopicArn: id }));
  },
};
