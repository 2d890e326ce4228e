// @ts-check

/**
 * The `runtime.options` of Pulumi.yaml that a Node program can have.
 * @typedef {object} RuntimeOptions
 * @property {boolean} typescript whether the SDK's runner loads ts-node; true by default, as in the
 *   official host
 * @property {string} tsconfig path of a tsconfig.json for ts-node; empty for the default
 * @property {string[]} nodeArguments arguments for node itself
 * @property {string} start of a plugin: the file that is run in place of the SDK's runner, relative to PulumiPlugin.yaml; empty for the runner
 */

/**
 * Reads `runtime.options`.
 * @throws Error that names an option of the wrong type
 * @param {import("@pulumi/pulumi/proto/language_pb.js").ProgramInfo | undefined} info
 * @returns {RuntimeOptions}
 */
export function runtimeOptions(info) {
  const given = /** @type {Record<string, unknown>} */ (info?.getOptions()?.toJavaScript() ?? {});
  const refused = (/** @type {string} */ name, /** @type {string} */ type) =>
    new Error(`Pulumi.yaml: runtime.options.${name} is ${JSON.stringify(given[name])} and must be a ${type}`);
  const { typescript = true, tsconfig = "", nodeargs = "", start = "" } = given;
  if (typeof typescript !== "boolean") throw refused("typescript", "boolean");
  if (typeof tsconfig !== "string") throw refused("tsconfig", "string");
  if (typeof nodeargs !== "string") throw refused("nodeargs", "string");
  if (typeof start !== "string") throw refused("start", "string");
  return { typescript, tsconfig, start, nodeArguments: splitArguments(nodeargs) };
}

/**
 * Returns the environment variables that pass these options to the SDK's runners.
 * @param {RuntimeOptions} options
 * @returns {Record<string, string>}
 */
export function optionsEnvironment({ typescript, tsconfig }) {
  return {
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
  };
}

/**
 * Splits a command line as a shell does, without expansion: spaces separate words, quotes and backslashes keep them together.
 * @param {string} line
 * @returns {string[]}
 */
export function splitArguments(line) {
  const words = [];
  /** @type {string | undefined} */
  let word;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? "";
    if (c === "\\" && quote !== "'" && i + 1 < line.length) word = (word ?? "") + line[++i];
    else if (quote) {
      if (c === quote) quote = "";
      else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= "";
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + c;
  }
  if (word !== undefined) words.push(word);
  return words;
}
