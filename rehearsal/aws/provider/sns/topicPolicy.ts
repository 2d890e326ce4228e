import { unlessGone } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A topic's policy, which replaces AWS's default one. Its id is the topic's ARN. */
export const topicPolicy: Resource = {
  token: "aws:sns/topicPolicy:TopicPolicy",

  async create(call, { arn, policy }) {
    await put(call, arn, policy);
    return arn;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.sns();
    const found = await unlessGone(client.send(new sdk.GetTopicAttributesCommand({ TopicArn: id })));
    const { Policy, Owner } = found?.Attributes ?? {};
    return Policy ? { properties: { arn: id, policy: Policy, owner: Owner } } : undefined;
  },

  update: (call, { id, news }) => put(call, id, news.policy),

  /** A topic always has a policy: a delete restores AWS's default, which allows only the owner. */
  async remove(call, id) {
    const owner = id.split(":")[4];
    const policy = {
      Version: "2008-10-17",
      Id: "__default_policy_ID",
      Statement: [
        {
          Sid: "__default_statement_ID",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: [
            "AddPermission",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListSubscriptionsByTopic",
            "Publish",
            "RemovePermission",
            "SetTopicAttributes",
            "Subscribe",
          ].map((action) => `SNS:${action}`),
          Resource: id,
          Condition: { StringEquals: { "AWS:SourceOwner": owner } },
        },
      ],
    };
    await put(call, id, JSON.stringify(policy));
  },
};

async function put({ aws }: Call, TopicArn: string, policy: string): Promise<void> {
  const { client, sdk } = await aws.sns();
  await client.send(new sdk.SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue: policy }));
}
