import { type Right, untriedSince } from "./right.ts";

const table = (name: string) => `arn:{partition}:dynamodb:{awsRegion}:{account}:table/aybiza-{region}-${name}`;
const queue = (name: string) => `arn:{partition}:sqs:{awsRegion}:{account}:aybiza-{region}-${name}`;
const anyKey = "arn:{partition}:kms:{awsRegion}:{account}:key/*";
const aliases = ["", "-watch", "-tokens"].map((end) => `alias/aybiza-{region}${end}`);

export const ROUTES = table("routes");
export const CALLS = table("calls");
export const QUEUE = queue("late-events");

/** DynamoDB opens a table in its caller's name, with what the caller may do with the key. */
const DYNAMODB_AND_KMS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html";

/** To read or write an encrypted table: nothing can be decrypted past DynamoDB, nor with another key than the region's. */
export const openTables: Right = {
  sid: "OpenTables",
  actions: ["kms:Decrypt"],
  resources: [anyKey],
  condition: {
    StringEquals: { "kms:ViaService": "dynamodb.{awsRegion}.{suffix}" },
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/aybiza-{region}" },
  },
  why: "DynamoDB opens the table in the caller's name. A key's id is AWS's choice, so the key is named by its alias.",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  untried: { "kms:Decrypt": "MiniStack's tables ask nothing of KMS" },
};

/** What the region's deploying role does with keys, tables and queues. */
export const tablesRights: readonly Right[] = [
  {
    sid: "MakeKeys",
    actions: ["kms:CreateKey", "kms:ListAliases"],
    resources: ["*"],
    why: "Makes the region's three keys, and finds an alias.",
  },
  {
    sid: "KeepKeys",
    actions: [
      "kms:DescribeKey",
      "kms:EnableKeyRotation",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:GetPublicKey",
      "kms:ListResourceTags",
      "kms:ScheduleKeyDeletion",
    ],
    resources: [anyKey],
    why: "Sets a key up before it has its alias, and deletes it after the alias is gone: only its id names it then, which is AWS's choice.",
  },
  {
    sid: "ChangeKeys",
    actions: ["kms:PutKeyPolicy", "kms:UpdateKeyDescription"],
    resources: [anyKey],
    condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } },
    why: "Changes the policy or the description of a region's key, when a later version asks for it.",
    untried: {
      "kms:PutKeyPolicy": "only a later version changes it: a key is made with its policy",
      "kms:UpdateKeyDescription": "only a later version changes it",
    },
  },
  {
    sid: "NameKeys",
    actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
    resources: [...aliases.map((alias) => `arn:{partition}:kms:{awsRegion}:{account}:${alias}`), anyKey],
    why: "AWS asks for the right on the alias and on the key.",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html",
    untried: { "kms:UpdateAlias": "only where an alias is led to another key" },
  },
  {
    sid: "EncryptTables",
    actions: [
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ],
    resources: [anyKey],
    condition: { StringEquals: { "kms:ViaService": "dynamodb.{awsRegion}.{suffix}" } },
    why: "DynamoDB asks it of whoever makes, reads or restores an encrypted table.",
    source: DYNAMODB_AND_KMS,
    untried: untriedSince(
      "MiniStack's tables ask nothing of KMS",
      [
        ...["CreateGrant", "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext"],
        ...["ReEncryptFrom", "ReEncryptTo"],
      ].map((action) => `kms:${action}`),
    ),
  },
  {
    sid: "KeepTables",
    actions: [
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
      "dynamodb:UpdateTimeToLive",
    ],
    resources: [ROUTES, CALLS],
    why: "The region's two tables. `UpdateTable` takes their deletion protection off, before the region is destroyed.",
  },
  {
    sid: "SeeLiveNumbers",
    actions: ["dynamodb:Scan"],
    resources: [ROUTES],
    why: "The region's guard looks for live numbers before a destroy, and refuses it where it may not look.",
  },
  {
    sid: "KeepQueues",
    actions: [
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:GetQueueAttributes",
      "sqs:ListQueueTags",
      "sqs:SetQueueAttributes",
    ],
    resources: [QUEUE, queue("dead-letters")],
    why: "The queue of late events, and its dead letters.",
    untried: { "sqs:SetQueueAttributes": "only a later version changes them: a queue is made with its attributes" },
  },
];
