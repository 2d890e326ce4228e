import { HANDLERS } from "../handler-bundle.ts";
import { OFFICIAL, type Right, untriedSince } from "./right.ts";

const roles = HANDLERS.map((handler) => `arn:{partition}:iam::{account}:role/aybiza-{region}-${handler}-*`);
const functionArn = (handler: string) =>
  `arn:{partition}:lambda:{awsRegion}:{account}:function:aybiza-{region}-${handler}`;
const mappings = "arn:{partition}:lambda:{awsRegion}:{account}:event-source-mapping:*";
const ofLateEvents = {
  ArnLike: { "lambda:FunctionArn": [functionArn("late-events"), `${functionArn("late-events")}:*`] },
};

/** Rights to create, read and delete roles with these names, and to pass them to Lambda only. */
export const rolesOfLambda = (roles: readonly string[], why: string): readonly Right[] => [
  {
    sid: "KeepRoles",
    actions: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:ListRoleTags",
      "iam:PutRolePolicy",
      "iam:UpdateAssumeRolePolicy",
    ],
    resources: roles,
    why,
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role.go",
    untried: {
      ...untriedSince(OFFICIAL, ["iam:ListInstanceProfilesForRole", "iam:ListRolePolicies"]),
      "iam:UpdateAssumeRolePolicy": "only after a change by hand",
    },
  },
  {
    sid: "PassRoles",
    actions: ["iam:PassRole"],
    resources: roles,
    condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    why: "Passes a role to its function, and to no other service.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    untried: { "iam:PassRole": "MiniStack doesn't check it" },
  },
];

/** Rights of the role that deploys a region: the handlers' roles, functions and logs. */
export const functionsRights: readonly Right[] = [
  ...rolesOfLambda(roles, "Each handler has its own role, whose name has a random suffix."),
  {
    sid: "KeepFunctions",
    actions: [
      "lambda:AddPermission",
      "lambda:CreateAlias",
      "lambda:CreateFunction",
      "lambda:DeleteAlias",
      "lambda:DeleteFunction",
      "lambda:DeleteFunctionConcurrency",
      "lambda:GetAlias",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetPolicy",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
      "lambda:PublishVersion",
      "lambda:PutFunctionConcurrency",
      "lambda:RemovePermission",
      "lambda:UpdateAlias",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
    ],
    resources: HANDLERS.flatMap((handler) => [functionArn(handler), `${functionArn(handler)}:*`]),
    why: "The handlers, their versions and the alias `live`.",
    source: "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function.go",
    untried: {
      "lambda:DeleteFunctionConcurrency": "only when a file changes a handler to `unreserved`",
      ...untriedSince(OFFICIAL, ["lambda:GetFunctionCodeSigningConfig", "lambda:ListTags"]),
      "lambda:UpdateFunctionCode": "the trial deploys one version of the handlers' code",
    },
  },
  {
    sid: "FeedLateEvents",
    actions: ["lambda:CreateEventSourceMapping"],
    resources: ["*"],
    condition: ofLateEvents,
    why: "Connects the late-events queue to its handler.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html",
  },
  {
    sid: "KeepFeed",
    actions: ["lambda:DeleteEventSourceMapping", "lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"],
    resources: [mappings],
    condition: ofLateEvents,
    why: "AWS chooses a mapping's id, so the policy names the function.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html",
    untried: { "lambda:UpdateEventSourceMapping": "only a later version changes it" },
  },
  { sid: "SeeFeed", actions: ["lambda:ListTags"], resources: [mappings], why: "Reads the mapping's tags." },
  {
    sid: "KeepLogs",
    actions: [
      "logs:AssociateKmsKey",
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteMetricFilter",
      "logs:DescribeMetricFilters",
      "logs:ListTagsForResource",
      "logs:PutMetricFilter",
      "logs:PutRetentionPolicy",
    ],
    resources: ["/aybiza/{region}", "/aws/vendedlogs/aybiza/{region}"].map(
      (prefix) => `arn:{partition}:logs:{awsRegion}:{account}:log-group:${prefix}/*`,
    ),
    why: "The handlers' logs, the HTTP API's access log, and the metrics that are derived from them.",
    untried: { "logs:AssociateKmsKey": "a group is created with its key; only a later version changes the key" },
  },
  { sid: "FindLogs", actions: ["logs:DescribeLogGroups"], resources: ["*"], why: "Finds a log group by its name." },
];
