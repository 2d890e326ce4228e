#!/bin/sh
# Lies beside the Pulumi CLI in .aybiza/pulumi/versions/<version>/bin and starts this project's language host with the
# project's own Node, whatever `node` is first on the path.
root="${0%/*}/../../../../.."
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$root/.aybiza/cache/node}"
exec "$root/node_modules/.bin/node" "$root/launch/language-host/main.mjs" "$@"
