// @ts-check
"use strict";

/**
 * Loaded before a Pulumi program, so that one that throws ends and says why.
 *
 * The SDK prints an error by `util.inspect(error, { colors: true })`. Where a stack frame names a file that lies
 * directly in a package's scope, such as node_modules/@pulumi/resource.ts, Node's colouring never ends and takes all
 * memory: it looks for the separator after the package's name, doesn't find one, and begins again (markNodeModules in
 * lib/internal/util/inspect.js, seen in Node 20.20 and 22.23). The SDK's source maps make exactly such names, since they
 * leave out the folder of the package itself. So each such frame gets a folder: node_modules/@pulumi/./resource.ts.
 */

const fileInsteadOfPackage = /([/\\])node_modules[/\\](@[^/\\\n]+[/\\])?(?=[^/\\\n]*(?:\n|$))/g;

/** @type {((error: Error, frames: NodeJS.CallSite[]) => unknown) | undefined} */
let formatted;

Object.defineProperty(Error, "prepareStackTrace", {
  configurable: true,
  get: () => formatted,
  set(format) {
    if (typeof format !== "function") {
      formatted = format;
      return;
    }
    formatted = (error, frames) => {
      const stack = format.call(Error, error, frames);
      if (typeof stack !== "string") return stack;
      return stack.replace(fileInsteadOfPackage, (found, separator) => `${found}.${separator}`);
    };
  },
});
