import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone, until } from "../aws.ts";
import { type Call, type Resource, rfc3339 } from "../resource.ts";

/** Connects a queue to the function that gets its messages; its id is its UUID. */
export const eventSourceMapping: Resource = {
  token: "aws:lambda/eventSourceMapping:EventSourceMapping",

  mistakes({ eventSourceArn, scalingConfig }) {
    const mistakes = [];
    if (eventSourceArn === undefined || (typeof eventSourceArn === "string" && !/^arn:[^:]+:sqs:/.test(eventSourceArn)))
      mistakes.push({
        property: "eventSourceArn",
        reason: "must be the ARN of a queue: rehearsals support no other event source",
      });
    const limit = scalingConfig?.maximumConcurrency;
    if (typeof limit === "number" && !(limit >= 2 && limit <= 1000))
      mistakes.push({ property: "scalingConfig.maximumConcurrency", reason: "must be from 2 to 1000" });
    return mistakes;
  },

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.lambda();
    const { UUID } = await client.send(
      new sdk.CreateEventSourceMappingCommand({
        EventSourceArn: inputs.eventSourceArn,
        FunctionName: inputs.functionName,
        BatchSize: inputs.batchSize,
        Enabled: inputs.enabled,
        FunctionResponseTypes: inputs.functionResponseTypes,
        MaximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds,
        ScalingConfig: scaling(inputs.scalingConfig),
        Tags: { ...tags },
      }),
    );
    call.made(UUID!);
    await settled(call, UUID!);
    return UUID!;
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const { client, sdk } = await aws.lambda();
    const arn = arnOf(found, aws);
    const tags = await unlessGone(client.send(new sdk.ListTagsCommand({ Resource: arn })));
    const maximumConcurrency = found.ScalingConfig?.MaximumConcurrency;
    return {
      properties: {
        arn,
        uuid: found.UUID,
        batchSize: found.BatchSize,
        enabled: !/^Disabl/.test(found.State ?? ""),
        eventSourceArn: found.EventSourceArn,
        functionArn: found.FunctionArn,
        functionName: found.FunctionArn,
        functionResponseTypes: found.FunctionResponseTypes ?? [],
        lastModified: rfc3339(found.LastModified),
        lastProcessingResult: found.LastProcessingResult ?? "",
        maximumBatchingWindowInSeconds: found.MaximumBatchingWindowInSeconds ?? 0,
        scalingConfig: maximumConcurrency === undefined ? undefined : { maximumConcurrency },
        state: found.State,
        stateTransitionReason: found.StateTransitionReason ?? "",
      },
      tags: tags?.Tags ?? {},
    };
  },

  async update(call, { id, news, oldState, tags, goneTags }) {
    const { client, sdk } = await call.aws.lambda();
    await client.send(
      new sdk.UpdateEventSourceMappingCommand({
        UUID: id,
        FunctionName: news.functionName,
        BatchSize: news.batchSize,
        Enabled: news.enabled,
        FunctionResponseTypes: news.functionResponseTypes ?? [],
        MaximumBatchingWindowInSeconds: news.maximumBatchingWindowInSeconds,
        ScalingConfig: scaling(news.scalingConfig) ?? {},
      }),
    );
    await settled(call, id);
    const Resource = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ Resource, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ Resource, Tags: { ...tags } }));
  },

  async remove(call, id) {
    const { client, sdk } = await call.aws.lambda();
    await client.send(new sdk.DeleteEventSourceMappingCommand({ UUID: id }));
    await until(
      `event source mapping ${id} deleted`,
      async () => ((await find(call.aws, id)) ? undefined : true),
      call,
    );
  },

  /** Treats the name and the ARN of a function or alias as equal. */
  same(name, a, b) {
    return name === "functionName" && typeof a === "string" && typeof b === "string" && shortName(a) === shortName(b);
  },

  moved: ({ changed }) => (changed("functionName") ? ["functionArn", "lastModified"] : ["lastModified"]),
};

async function find(aws: Aws, UUID: string): Promise<EventSourceMappingConfiguration | undefined> {
  const { client, sdk } = await aws.lambda();
  return unlessGone(client.send(new sdk.GetEventSourceMappingCommand({ UUID })));
}

/** Waits until a mapping's last change is complete: until then AWS refuses changes and deletes. */
async function settled({ aws, signal }: Call, id: string): Promise<void> {
  await until(
    `event source mapping ${id} in effect`,
    async () => {
      const found = await find(aws, id);
      if (!found) throw new ProviderError("gone", `event source mapping ${id} no longer exists`);
      return /^(Creating|Updating|Enabling|Disabling)$/.test(found.State ?? "") ? undefined : true;
    },
    { signal },
  );
}

function arnOf({ EventSourceMappingArn, EventSourceArn, UUID }: EventSourceMappingConfiguration, aws: Aws): string {
  const account = EventSourceArn?.split(":")[4];
  return EventSourceMappingArn ?? `arn:${aws.partition}:lambda:${aws.region}:${account}:event-source-mapping:${UUID}`;
}

function scaling(config: { maximumConcurrency?: number } | undefined) {
  return config ? { MaximumConcurrency: config.maximumConcurrency } : undefined;
}

function shortName(value: string): string {
  return value.replace(/^arn:[^:]+:lambda:[^:]+:\d+:function:/, "");
}
