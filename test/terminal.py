"""Runs a command in a terminal of its own and does there what a person would.

argv[1]   the person's steps as JSON: [{"sees": "a regular expression", "types": "text"}, ...], each within the time
argv[2]   seconds that all may take
argv[3:]  the command
Prints what the terminal showed, without its control codes, and ends with the command's exit code; 99 when a step wasn't reached.
"""

import json
import os
import pty
import re
import select
import sys
import time

steps, seconds, command = json.loads(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

shown = b""
until = time.time() + seconds
seen = 0
while time.time() < until:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the command has ended
            break
        if not data:
            break
        shown += data
    text = CODES.sub("", shown.decode("utf-8", "replace"))
    found = re.search(steps[0]["sees"], text[seen:]) if steps else None
    if found:
        seen += found.end()
        os.write(terminal, steps.pop(0)["types"].encode())
else:
    os.kill(pid, 9)

_, status = os.waitpid(pid, 0)
print(CODES.sub("", shown.decode("utf-8", "replace")))
if steps:
    print(f"never saw {steps[0]['sees']}", file=sys.stderr)
    sys.exit(99)
sys.exit(os.waitstatus_to_exitcode(status))
