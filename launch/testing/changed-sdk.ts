/**
 * Creates a preload that simulates another SDK version: it replaces patterns in the files of @pulumi/pulumi as they are loaded.
 * Returns a value for NODE_OPTIONS, so that the preload runs before anything loads the SDK.
 */
export function changedSdk(
  changes: Record<string, readonly (readonly [pattern: string, replacement: string])[]>,
): string {
  return `
    const Module = require("node:module");
    const changes = ${JSON.stringify(changes)};
    const compile = Module.prototype._compile;
    Module.prototype._compile = function (content, filename, ...rest) {
      const file = filename.split("/node_modules/@pulumi/pulumi/")[1] ?? "";
      for (const [pattern, replacement] of [...(file ? (changes["*"] ?? []) : []), ...(changes[file] ?? [])])
        content = content.replace(new RegExp(pattern, "g"), replacement);
      return compile.call(this, content, filename, ...rest);
    };`;
}
