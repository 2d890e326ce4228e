"""Runs MiniStack for ministack.ts: on a port of its own from the first moment, and never longer than its parent.

fd 0  a pipe that the parent never writes to: its end means that the parent is gone
fd 3  takes one line: the port, once it listens
argv  the wanted port, 0 for a free one
"""

import asyncio
import os
import signal
import socket
import sys
import threading


def follow_parent():
    """The Lambda workers are in this process group too, so nothing is left behind, whatever killed the parent."""
    while os.read(0, 1024):
        pass
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=follow_parent, daemon=True).start()

# Listening before anyone is told the port: no other process can take it, and early requests wait in the backlog.
listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    listener.bind(("127.0.0.1", int(sys.argv[1])))
except OSError as error:
    sys.exit(f"port {sys.argv[1]} of 127.0.0.1 can't be taken: {error.strerror}")
listener.listen(512)
port = listener.getsockname()[1]
# MiniStack reads both as its modules load.
os.environ["GATEWAY_PORT"] = os.environ["EDGE_PORT"] = str(port)
with os.fdopen(3, "w") as announced:
    announced.write(f"{port}\n")

from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack.app import app  # noqa: E402

config = Config()
config.bind = [f"fd://{listener.detach()}"]
config.keep_alive_timeout = 75
config.loglevel = "WARNING"
asyncio.run(serve(app, config))
