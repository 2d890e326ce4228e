"""Makes MiniStack check IAM policies (AUTH=true) for the same actions and resources as AWS, and logs each check.

Source of the corrections, the Service Authorization Reference:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import json
import os
import re

from ministack.core import iam_actions, iam_evaluator

LAMBDA = [
    (method, re.compile(rf"/\d{{4}}-\d\d-\d\d/{path}/?$"), action)
    for method, path, action in [
        ("POST", "functions/[^/]+/aliases", "CreateAlias"),
        ("GET", "functions/[^/]+/aliases", "ListAliases"),
        ("GET", "functions/[^/]+/aliases/[^/]+", "GetAlias"),
        ("PUT", "functions/[^/]+/aliases/[^/]+", "UpdateAlias"),
        ("DELETE", "functions/[^/]+/aliases/[^/]+", "DeleteAlias"),
        ("GET", "functions/[^/]+/concurrency", "GetFunctionConcurrency"),
        ("DELETE", "functions/[^/]+/concurrency", "DeleteFunctionConcurrency"),
        ("PUT", "functions/[^/]+/code", "UpdateFunctionCode"),
        ("GET", "functions/[^/]+/url", "GetFunctionUrlConfig"),
        ("PUT", "functions/[^/]+/url", "UpdateFunctionUrlConfig"),
        ("DELETE", "functions/[^/]+/url", "DeleteFunctionUrlConfig"),
        ("GET", "event-source-mappings/[^/]+", "GetEventSourceMapping"),
        ("PUT", "event-source-mappings/[^/]+", "UpdateEventSourceMapping"),
        ("DELETE", "event-source-mappings/[^/]+", "DeleteEventSourceMapping"),
    ]
]
# The parameter with an action's resource, for actions where MiniStack has no such parameter.
NAMED_BY = {
    "cloudwatch:ListTagsForResource": "ResourceARN",
    "dynamodb:ListTagsOfResource": "ResourceArn",
    "sns:GetSubscriptionAttributes": "SubscriptionArn",
    "sns:ListTagsForResource": "ResourceArn",
    "sns:Unsubscribe": "SubscriptionArn",
}

# Matches a CloudFront path; the first group is also the resource type in the ARN. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html
CLOUDFRONT = re.compile(r"/\d{4}-\d\d-\d\d/(distribution|function|origin-access-control)/([^/]+)")

log = open(os.environ["AYBIZA_RIGHTS_LOG"], "a", buffering=1)
ministacks_action = iam_actions.extract_iam_action
ministacks_resource = iam_actions.extract_resource_arn
ministacks_enforce = iam_evaluator.enforce


def action_of(service, method, path, headers, body, query):
    if service == "lambda":
        for wanted, pattern, name in LAMBDA:
            if wanted == method and pattern.match(path):
                return f"lambda:{name}"
    found = ministacks_action(service, method, path, headers, body, query)
    # An API operation that has no IAM action of the same name: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html
    return "cloudfront:CreateDistribution" if found == "cloudfront:CreateDistributionWithTags" else found


def resource_of(service, method, path, headers, body, query, region, account):
    found = ministacks_resource(service, method, path, headers, body, query, region, account)
    if found != "*":
        return found
    action = action_of(service, method, path, headers, body, query)
    if action in NAMED_BY:
        return iam_actions._param(body, query, NAMED_BY[action]) or found
    if service == "cloudfront":
        named = CLOUDFRONT.match(path)
        tagged = query.get("Resource")
        if tagged:
            return tagged[0] if isinstance(tagged, list) else tagged
        return f"arn:aws:cloudfront::{account}:{named[1]}/{named[2]}" if named else found
    if action == "lambda:CreateFunction":
        return f"arn:aws:lambda:{region}:{account}:function:{json.loads(body)['FunctionName']}"
    if action in ("kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"):
        return f"arn:aws:kms:{region}:{account}:{json.loads(body)['AliasName']}"
    if action == "cloudwatch:DescribeAlarms":
        return f"arn:aws:cloudwatch:{region}:{account}:alarm:*"
    if action == "cloudwatch:DeleteAlarms":
        names = iam_actions._param(body, query, "AlarmNames") or query.get("AlarmNames.member.1") or ["*"]
        return f"arn:aws:cloudwatch:{region}:{account}:alarm:{names[0] if isinstance(names, list) else names}"
    return found


def enforce(access_key, action, service, region, resource_arn="*", service_context=None):
    denied = ministacks_enforce(
        access_key, action, service, region, resource_arn=resource_arn, service_context=service_context
    )
    note = {"key": access_key, "action": action, "resource": resource_arn, "denied": denied is not None}
    log.write(f"{json.dumps(note)}\n")
    return denied


# MiniStack looks these functions up in their modules at each request, so replacing the attributes is enough.
iam_actions.extract_iam_action = action_of
iam_actions.extract_resource_arn = resource_of
iam_evaluator.enforce = enforce


def over_tls(app):
    """Marks requests as HTTPS, since policies refuse plain HTTP, which is only used on loopback."""

    async def serve(scope, receive, send):
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
        await app(scope, receive, send)

    return serve
