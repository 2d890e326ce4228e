import { unlessGone } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A queue's policy; its id is the queue's URL. */
export const queuePolicy: Resource = {
  token: "aws:sqs/queuePolicy:QueuePolicy",

  async create(call, { queueUrl, policy }) {
    await put(call, queueUrl, policy);
    return queueUrl;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.sqs();
    const found = await unlessGone(
      client.send(new sdk.GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ["Policy"] })),
    );
    const policy = found?.Attributes?.Policy;
    return policy ? { properties: { queueUrl: id, policy } } : undefined;
  },

  update: (call, { id, news }) => put(call, id, news.policy),

  remove: (call, id) => put(call, id, ""),
};

async function put({ aws }: Call, QueueUrl: string, Policy: string): Promise<void> {
  const { client, sdk } = await aws.sqs();
  await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}
