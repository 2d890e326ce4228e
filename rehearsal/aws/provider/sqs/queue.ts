import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** SQS attributes of a queue by argument name. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const ATTRIBUTES = {
  contentBasedDeduplication: "ContentBasedDeduplication",
  deduplicationScope: "DeduplicationScope",
  delaySeconds: "DelaySeconds",
  fifoThroughputLimit: "FifoThroughputLimit",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  policy: "Policy",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  redriveAllowPolicy: "RedriveAllowPolicy",
  redrivePolicy: "RedrivePolicy",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  visibilityTimeoutSeconds: "VisibilityTimeout",
} as const;
type Name = keyof typeof ATTRIBUTES;
/** Arguments that only FIFO queues accept. */
const FIFO_ONLY: readonly string[] = ["contentBasedDeduplication", "deduplicationScope", "fifoThroughputLimit"];

/** A queue; its id is its URL. */
export const queue: Resource = {
  token: "aws:sqs/queue:Queue",

  mistakes({ name, fifoQueue }) {
    if (typeof name !== "string") return [];
    const fifo = fifoQueue === true;
    const wrong = !/^[\w-]{1,80}(\.fifo)?$/.test(name) || name.length > 80 || name.endsWith(".fifo") !== fifo;
    const rule = `must be 1 to 80 letters, digits, - and _${fifo ? ", and end with .fifo" : ""}`;
    return wrong ? [{ property: "name", reason: rule }] : [];
  },

  async create({ aws }, inputs, tags) {
    const { client, sdk } = await aws.sqs();
    const attributes = {
      ...written(inputs, inputs.fifoQueue === true),
      ...(inputs.fifoQueue === true && { FifoQueue: "true" }),
    };
    const { QueueUrl } = await client.send(
      new sdk.CreateQueueCommand({ QueueName: inputs.name, Attributes: attributes, tags: { ...tags } }),
    );
    return QueueUrl!;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.sqs();
    const found = await unlessGone(
      client.send(new sdk.GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ["All"] })),
    );
    if (!found?.Attributes) return undefined;
    const attributes = found.Attributes as Record<string, string>;
    const { Tags } = await client.send(new sdk.ListQueueTagsCommand({ QueueUrl: id }));
    const arn = attributes.QueueArn!;
    return {
      properties: {
        ...Object.fromEntries(
          Object.entries(ATTRIBUTES).map(([name, attribute]) => [name, told(attributes[attribute])]),
        ),
        arn,
        url: id,
        name: arn.slice(arn.lastIndexOf(":") + 1),
        namePrefix: "",
        fifoQueue: attributes.FifoQueue === "true",
      },
      tags: Tags ?? {},
    };
  },

  async update({ aws }, { id, news, changed, tags, goneTags }) {
    const { client, sdk } = await aws.sqs();
    const names = (Object.keys(ATTRIBUTES) as Name[]).filter((name) => changed(name));
    // KMS and SQS-managed encryption exclude each other. An empty text removes an attribute.
    const inputs = Object.fromEntries(names.map((name) => [name, news[name] ?? ""]));
    if (names.length > 0) {
      const Attributes = written(inputs, news.fifoQueue === true);
      await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl: id, Attributes }));
    }
    if (goneTags.length > 0) await client.send(new sdk.UntagQueueCommand({ QueueUrl: id, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagQueueCommand({ QueueUrl: id, Tags: { ...tags } }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.sqs();
    await client.send(new sdk.DeleteQueueCommand({ QueueUrl: id }));
  },
};

function written(inputs: Bag, fifo: boolean): Record<string, string> {
  const entries = Object.entries(ATTRIBUTES)
    .filter(([name]) => inputs[name] !== undefined && (fifo || !FIFO_ONLY.includes(name)))
    .map(([name, attribute]) => [attribute, String(inputs[name])] as const);
  return Object.fromEntries(entries);
}

/** Converts an attribute from text, the form in which SQS returns every attribute. */
function told(text: string | undefined): string | number | boolean | undefined {
  if (text === undefined) return undefined;
  if (text === "true" || text === "false") return text === "true";
  return /^\d+$/.test(text) ? Number(text) : text;
}
