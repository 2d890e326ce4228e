import { type Right, untriedSince } from "./right.ts";

const table = (name: string) => `arn:{partition}:dynamodb:{awsRegion}:{account}:table/aybiza-{region}-${name}`;
const queue = (name: string) => `arn:{partition}:sqs:{awsRegion}:{account}:aybiza-{region}-${name}`;
const anyKey = "arn:{partition}:kms:{awsRegion}:{account}:key/*";
const aliases = ["", "-watch", "-tokens"].map((end) => `alias/aybiza-{region}${end}`);

export const ROUTES = table("routes");
export const CALLS = table("calls");
export const QUEUE = queue("late-events");

/** DynamoDB uses an encrypted table's key with its caller's rights. */
const DYNAMODB_AND_KMS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html";

/** Right to use the region's key, only through DynamoDB, for reading or writing an encrypted table. */
export const openTables: Right = {
  sid: "OpenTables",
  actions: ["kms:Decrypt"],
  resources: [anyKey],
  condition: {
    StringEquals: { "kms:ViaService": "dynamodb.{awsRegion}.{suffix}" },
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/aybiza-{region}" },
  },
  why: "DynamoDB decrypts the table with its caller's rights. AWS chooses a key's id, so the policy names the key's alias.",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  untried: { "kms:Decrypt": "MiniStack's tables don't use KMS" },
};

/** Rights of the role that deploys a region: keys, tables and queues. */
export const tablesRights: readonly Right[] = [
  {
    sid: "MakeKeys",
    actions: ["kms:CreateKey", "kms:ListAliases"],
    resources: ["*"],
    why: "Creates the region's three keys, and finds an alias.",
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
    why: "Sets up a key before it has its alias, and deletes it after the alias is gone. Then a key has only its id, which AWS chooses.",
  },
  {
    sid: "ChangeKeys",
    actions: ["kms:PutKeyPolicy", "kms:UpdateKeyDescription"],
    resources: [anyKey],
    condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } },
    why: "Changes the policy or the description of a region's key, when a later version requires it.",
    untried: {
      "kms:PutKeyPolicy": "only a later version changes it: a key is created with its policy",
      "kms:UpdateKeyDescription": "only a later version changes it",
    },
  },
  {
    sid: "NameKeys",
    actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
    resources: [...aliases.map((alias) => `arn:{partition}:kms:{awsRegion}:{account}:${alias}`), anyKey],
    why: "AWS requires the right on the alias and on the key.",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html",
    untried: { "kms:UpdateAlias": "only when an alias is pointed at another key" },
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
    why: "DynamoDB requires it to create, read or restore an encrypted table.",
    source: DYNAMODB_AND_KMS,
    untried: untriedSince(
      "MiniStack's tables don't use KMS",
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
    why: "The region's two tables. `UpdateTable` turns off their deletion protection before the region is destroyed.",
  },
  {
    sid: "SeeLiveNumbers",
    actions: ["dynamodb:Scan"],
    resources: [ROUTES],
    why: "The region's guard looks for live numbers before a destroy. Without this right it refuses the destroy.",
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
    why: "The late-events queue and its dead-letter queue.",
    untried: { "sqs:SetQueueAttributes": "only a later version changes them: a queue is created with its attributes" },
  },
];
