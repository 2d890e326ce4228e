/**
 * A preload that changes the SDK's source as it is loaded, as another version might: each pattern in a file of @pulumi/pulumi becomes its replacement.
 * For NODE_OPTIONS, so that it comes before everything that loads the SDK.
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
