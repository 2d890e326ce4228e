"""Serves Moto on a free loopback port until standard input ends. Prints the port as its only line."""

import os
import sys
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

app = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.port, flush=True)


def follow():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=follow, daemon=True).start()
server.serve_forever()
