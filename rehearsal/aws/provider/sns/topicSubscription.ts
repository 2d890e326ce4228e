import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** SNS attributes of a subscription by argument name. https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
const ATTRIBUTES = {
  deliveryPolicy: "DeliveryPolicy",
  filterPolicy: "FilterPolicy",
  filterPolicyScope: "FilterPolicyScope",
  rawMessageDelivery: "RawMessageDelivery",
  redrivePolicy: "RedrivePolicy",
} as const;

/** A subscription; its id is its ARN. An email subscription is pending until its recipient confirms it. */
export const topicSubscription: Resource = {
  token: "aws:sns/topicSubscription:TopicSubscription",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.sns();
    const given = Object.entries(ATTRIBUTES).filter(([name]) => inputs[name] !== undefined && inputs[name] !== "");
    const subscribe = new sdk.SubscribeCommand({
      TopicArn: inputs.topic,
      Protocol: inputs.protocol,
      Endpoint: inputs.endpoint,
      Attributes: Object.fromEntries(given.map(([name, attribute]) => [attribute, String(inputs[name])])),
      ReturnSubscriptionArn: true,
    });
    const { SubscriptionArn } = await client.send(subscribe);
    if (SubscriptionArn?.startsWith("arn:")) return SubscriptionArn;
    // MiniStack ignores ReturnSubscriptionArn for an endpoint that has to confirm, and returns the ARN to a repeated request.
    return (await client.send(subscribe)).SubscriptionArn!;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.sns();
    const found = await unlessGone(client.send(new sdk.GetSubscriptionAttributesCommand({ SubscriptionArn: id })));
    const attributes = found?.Attributes;
    if (!attributes) return undefined;
    return {
      properties: {
        arn: id,
        topic: attributes.TopicArn,
        protocol: attributes.Protocol,
        endpoint: attributes.Endpoint,
        ownerId: attributes.Owner,
        pendingConfirmation: attributes.PendingConfirmation === "true",
        confirmationWasAuthenticated: attributes.ConfirmationWasAuthenticated === "true",
        deliveryPolicy: attributes.DeliveryPolicy ?? "",
        filterPolicy: attributes.FilterPolicy ?? "",
        filterPolicyScope: attributes.FilterPolicyScope ?? "",
        rawMessageDelivery: attributes.RawMessageDelivery === "true",
        redrivePolicy: attributes.RedrivePolicy ?? "",
      },
    };
  },

  async update({ aws }, { id, news, changed }) {
    const { client, sdk } = await aws.sns();
    for (const [name, AttributeName] of Object.entries(ATTRIBUTES)) {
      if (!changed(name)) continue;
      const AttributeValue = String(news[name] ?? "");
      await client.send(
        new sdk.SetSubscriptionAttributesCommand({ SubscriptionArn: id, AttributeName, AttributeValue }),
      );
    }
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.sns();
    await client.send(new sdk.UnsubscribeCommand({ SubscriptionArn: id })).catch((error: unknown) => {
      // AWS deletes an unconfirmed subscription after three days.
      if (!(error instanceof sdk.InvalidParameterException && /pending confirmation/i.test(error.message))) throw error;
    });
  },
};
