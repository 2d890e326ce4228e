// @ts-check
"use strict";

/**
 * Preload of Pulumi programs that restores V8's own stack traces, without source maps. It doesn't use the SDK, so an SDK upgrade can't break it.
 *
 * The SDK installs source-map-support, which maps each frame of each stack. That has two drawbacks:
 * - The SDK records the stack of every promise, so a program with 50 numbers spent a second on mapping frames that are never read.
 * - Its source maps omit a package's folder (node_modules/@pulumi/resource.ts). When the SDK prints such an error in colours, Node loops forever
 *   in search of the separator after the package's name (markNodeModules in lib/internal/util/inspect.js, seen in Node 20.20 and 22.23), so a
 *   program that throws never ends.
 *
 * The project's own code needs no source maps: Node replaces types with spaces in place.
 */
Object.defineProperty(Error, "prepareStackTrace", {
  configurable: true,
  get: () => undefined,
  set: () => {},
});
