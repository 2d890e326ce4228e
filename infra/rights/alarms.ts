import type { Right } from "./right.ts";

const alarms = (name: string) => `arn:{partition}:cloudwatch:{awsRegion}:{account}:alarm:${name}`;
const topic = "arn:{partition}:sns:{awsRegion}:{account}:aybiza-{region}-alarms";

/** Rights of the role that deploys a region: alarms and their topic. */
export const alarmsRights: readonly Right[] = [
  {
    sid: "KeepAlarms",
    actions: ["cloudwatch:DeleteAlarms", "cloudwatch:ListTagsForResource", "cloudwatch:PutMetricAlarm"],
    resources: [alarms("aybiza-{region}-*")],
    why: "The region's alarms.",
  },
  {
    sid: "SeeAlarms",
    actions: ["cloudwatch:DescribeAlarms"],
    resources: [alarms("*")],
    why: "Reads an alarm. It is a list action, so AWS may require it on all alarms of the Region.",
  },
  {
    sid: "KeepTopic",
    actions: [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:GetSubscriptionAttributes",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
      "sns:SetSubscriptionAttributes",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:Unsubscribe",
    ],
    resources: [topic, `${topic}:*`],
    why: "The alarms' topic and its subscriptions, whose ARN begins with the topic's.",
    untried: {
      "sns:SetSubscriptionAttributes":
        "only a later version changes them: a subscription is created with its attributes",
      "sns:SetTopicAttributes": "only a later version changes them: a topic is created with its attributes",
    },
  },
];
