import type language from "@pulumi/pulumi/proto/language_pb.js";

/** The `runtime.options` of Pulumi.yaml that a Node program can have. */
export interface RuntimeOptions {
  /** Whether the SDK's runner loads ts-node. True where the file says nothing, as in the official host. */
  typescript: boolean;
  /** Path of a tsconfig.json for ts-node; empty for the default. */
  tsconfig: string;
  /** Arguments for node itself. */
  nodeArguments: string[];
}

/** Reads `runtime.options`. Throws an Error that names the option where one has the wrong type. */
export function runtimeOptions(info: language.ProgramInfo | undefined): RuntimeOptions {
  const given = (info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
  const option = <T>(name: string, type: "string" | "boolean", otherwise: T): T => {
    const value = given[name];
    if (value === undefined || value === null) return otherwise;
    if (typeof value !== type) {
      throw new Error(`Pulumi.yaml: runtime.options.${name} must be a ${type}, it is ${JSON.stringify(value)}`);
    }
    return value as T;
  };
  return {
    typescript: option("typescript", "boolean", true),
    tsconfig: option("tsconfig", "string", ""),
    nodeArguments: splitArguments(option("nodeargs", "string", "")),
  };
}

/** What the SDK's runners read from the environment about these options. */
export function optionsEnvironment(options: RuntimeOptions): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
  };
}

/** Splits a command line as a shell would without expanding anything: blanks part, quotes and backslashes keep. */
export function splitArguments(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
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
