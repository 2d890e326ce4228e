// @ts-check
"use strict";

/**
 * Loaded before a Pulumi program: stack traces are V8's own, without source maps.
 *
 * The SDK installs source-map-support, which maps each frame of each stack that is made. That costs twice:
 * - The SDK takes the stack of every promise it makes, so a program with 50 numbers spent a second on mapping frames nobody reads.
 * - Its source maps leave out a package's folder (node_modules/@pulumi/resource.ts). Where the SDK then prints an error in colours,
 *   Node looks for the separator after such a package's name for ever (markNodeModules in lib/internal/util/inspect.js, seen in Node
 *   20.20 and 22.23), and a program that throws never ends.
 *
 * Our own code needs no maps: Node runs it as written, with types blanked out in place.
 */
Object.defineProperty(Error, "prepareStackTrace", {
  configurable: true,
  get: () => undefined,
  set: () => {},
});
