"""Runs MiniStack for ministack.ts: reserves its port at the start, and ends when the parent process ends.

fd 0  a pipe that the parent never writes to: end of file means that the parent has ended
fd 3  gets one line: the port, once it listens
argv  the wanted port, 0 for a free one

POST /_aybiza/tables/{well|throws|hangs} makes DynamoDB recover, answer with errors, or not answer, for all clients.
"""

import asyncio
import json
import os
import pathlib
import re
import signal
import socket
import sys
import threading
import urllib.parse


def follow_parent():
    """Waits for the parent's end, then kills this process group, which includes the Lambda workers."""
    while os.read(0, 1024):
        pass
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=follow_parent, daemon=True).start()

# Listen before announcing the port: no other process can take it, and early requests wait in the backlog.
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    listener.bind(("127.0.0.1", int(sys.argv[1])))
except OSError as error:
    sys.exit(f"port {sys.argv[1]} of 127.0.0.1 isn't available: {error.strerror}")
listener.listen(512)
port = listener.getsockname()[1]
# MiniStack reads both variables when its modules load.
os.environ["GATEWAY_PORT"] = os.environ["EDGE_PORT"] = str(port)


def move(state):
    """Replaces the port in saved state: queue URLs in it have the port of the process that saved it."""
    note = state / "port"
    if note.exists():
        before = re.compile(rf"127\.0\.0\.1:{note.read_text()}(?!\d)")
        for file in state.glob("*.json"):
            file.write_text(before.sub(f"127.0.0.1:{port}", file.read_text()))
    state.mkdir(parents=True, exist_ok=True)
    note.write_text(str(port))


if os.environ.get("PERSIST_STATE") == "1":
    move(pathlib.Path(os.environ["STATE_DIR"]))
with os.fdopen(3, "w") as announced:
    announced.write(f"{port}\n")

from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack.app import app  # noqa: E402
from ministack.services import sns  # noqa: E402


def on_this_machine(send, endpoint_of):
    """SNS calls no URL of another machine, such as a tenant's on-call service, and no log holds such a URL: it contains a key."""

    async def kept(*args):
        if urllib.parse.urlsplit(endpoint_of(*args)).hostname in ("127.0.0.1", "localhost"):
            await send(*args)

    return kept


sns._deliver_to_http = on_this_machine(sns._deliver_to_http, lambda endpoint, payload: endpoint)
sns._send_subscription_confirmation = on_this_machine(
    sns._send_subscription_confirmation, lambda topic, subscription: subscription.get("endpoint", "")
)

if os.environ.get("AUTH") == "true":
    import authorize  # noqa: E402

    app = authorize.over_tls(app)

# Prefix of table operations. Those of DynamoDB Streams have another prefix.
TABLES = b"DynamoDB_20120810."
SWITCH = "/_aybiza/tables/"
OUT_OF_ORDER = json.dumps({
    "__type": "com.amazonaws.dynamodb.v20120810#InternalServerError",
    "message": "The request processing has failed because of an unknown error, exception or failure.",
}).encode()


class FailingTables:
    """Middleware that simulates a DynamoDB outage: answers table operations with AWS's error, or not at all."""

    def __init__(self, inner):
        self.inner = inner
        self.mood = "well"
        self.changed = asyncio.Event()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.inner(scope, receive, send)
        if scope["path"].startswith(SWITCH) and scope["method"] == "POST":
            return await self.switch(scope["path"][len(SWITCH):], send)
        # A request that waits when the mood changes gets an error, so that it doesn't take effect after its client gave up.
        if self.mood != "well" and dict(scope["headers"]).get(b"x-amz-target", b"").startswith(TABLES):
            while self.mood == "hangs":
                await self.changed.wait()
            return await answer(send, 500, OUT_OF_ORDER)
        await self.inner(scope, receive, send)

    async def switch(self, mood, send):
        if mood not in ("well", "throws", "hangs"):
            return await answer(send, 400, b"")
        self.mood = mood
        self.changed.set()
        self.changed = asyncio.Event()
        await answer(send, 204, b"")


# Matches the two requests that set a function's environment: create, and update of the configuration.
FUNCTIONS = re.compile(r"/2015-03-31/functions(/|/[^/]+/configuration)?$")
# "Environment variables: 4 KB, for all environment variables associated with the function, in aggregate"
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
ENVIRONMENT_BYTES = 4096


class BoundedEnvironments:
    """Middleware that refuses a function's environment above Lambda's size limit, which MiniStack doesn't enforce."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT") or not FUNCTIONS.match(scope["path"]):
            return await self.inner(scope, receive, send)
        messages = [await receive()]
        while messages[-1].get("more_body"):
            messages.append(await receive())
        measured = environment_of(b"".join(message.get("body", b"") for message in messages))
        if len(measured.encode()) > ENVIRONMENT_BYTES:
            message = (
                "Lambda was unable to configure your environment variables because the environment variables you have "
                f"provided exceeded the 4KB limit. String measured: {measured}"
            )
            body = json.dumps({"Type": "User", "message": message}).encode()
            return await answer(send, 400, body, [(b"x-amzn-errortype", b"InvalidParameterValueException")])

        async def replay():
            return messages.pop(0) if messages else await receive()

        await self.inner(scope, replay, send)


def environment_of(body):
    """Returns the environment variables as JSON, the form that AWS measures and shows in its error."""
    try:
        variables = (json.loads(body).get("Environment") or {}).get("Variables") or {}
    except (ValueError, AttributeError):
        return ""  # MiniStack refuses the malformed body
    return json.dumps(variables, separators=(",", ":"), ensure_ascii=False)


FUNCTION_URL = re.compile(rb"([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.on\.aws$")


class OpenFunctionUrls:
    """Middleware that checks a public function URL's policy, since MiniStack checks AuthType only. Since October 2025 the policy must allow
    everyone both to use the URL and to invoke the function by it. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        named = FUNCTION_URL.match(dict(scope["headers"]).get(b"host", b"")) if scope["type"] == "http" else None
        if not named or is_open(named.group(1).decode()):
            return await self.inner(scope, receive, send)
        await answer(send, 403, b'{"Message":"Forbidden"}', [(b"x-amzn-errortype", b"AccessDeniedException")])


def is_open(url_id):
    from ministack.services import lambda_svc  # imported late: MiniStack loads a service at its first use

    resolved = lambda_svc.resolve_function_url(url_id)
    if not resolved or resolved[4].get("AuthType") != "NONE":
        return True  # MiniStack itself answers correctly
    account, region, name = resolved[:3]
    function = lambda_svc._functions.get_scoped(account, region, name) or {}
    conditions = {
        statement["Action"]: statement.get("Condition", {})
        for statement in function.get("policy", {}).get("Statement", [])
        if statement["Effect"] == "Allow" and statement["Principal"] in ("*", {"AWS": "*"})
    }
    by_url = conditions.get("lambda:InvokeFunctionUrl", {}).get("StringEquals", {})
    invoked = conditions.get("lambda:InvokeFunction", {}).get("Bool", {})
    return by_url.get("lambda:FunctionUrlAuthType") == "NONE" and invoked.get("lambda:InvokedViaFunctionUrl") == "true"


async def answer(send, status, body, more=()):
    headers = [(b"content-type", b"application/x-amz-json-1.0"), (b"content-length", str(len(body)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers if body else []})
    await send({"type": "http.response.body", "body": body})


config = Config()
config.bind = [f"fd://{listener.detach()}"]
config.keep_alive_timeout = 75
config.loglevel = "WARNING"
asyncio.run(serve(FailingTables(BoundedEnvironments(OpenFunctionUrls(app))), config))
