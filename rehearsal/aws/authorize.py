"""Notes what MiniStack asks its policies about, where it enforces them (AUTH=true)."""

import json
import os

from ministack.core import iam_actions, iam_evaluator

LOG = os.environ["AYBIZA_RIGHTS_LOG"]
log = open(LOG, "a", buffering=1)
plain_action = iam_actions.extract_iam_action
plain_enforce = iam_evaluator.enforce


def action(service, method, path, headers, body, query):
    found = plain_action(service, method, path, headers, body, query)
    log.write(json.dumps({"raw": [service, method, path, headers.get("x-amz-target"), found], "body": body.decode("utf-8","replace")[:300]}) + "\n")
    return found


def enforce(access_key, action, service, region, resource_arn="*", service_context=None):
    denied = plain_enforce(access_key, action, service, region, resource_arn=resource_arn, service_context=service_context)
    log.write(json.dumps({"key": access_key, "action": action, "resource": resource_arn, "denied": denied is not None}) + "\n")
    return denied


iam_actions.extract_iam_action = action
iam_evaluator.enforce = enforce


def over_tls(app):
    """Policies that refuse plain HTTP mean what is between machines: here everything is on this one."""

    async def serve(scope, receive, send):
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
        await app(scope, receive, send)

    return serve
