import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageVersion } from "./arguments.ts";
import { servedFunctions, servedTypes } from "./served.ts";
import type { Unserved } from "./unserved.ts";

/** The committed result. Regenerate it with `node rehearsal/aws/provider/generate-unserved.ts`. */
export const generatedFile = join(import.meta.dirname, "unserved.generated.json");

const packageDir = dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

/** The modules of @pulumi/aws with a supported type or function: those that the programs use. */
export const usedModules: readonly string[] = [
  ...new Set([...servedTypes, ...servedFunctions].map((token) => token.split(":")[1]!.split("/")[0]!)),
].sort();

/** Lists the tokens of all types and functions of one module of the installed @pulumi/aws. */
export function tokensOf(module: string): { types: string[]; functions: string[] } {
  const dir = join(packageDir, module === "index" ? "" : module);
  const files = readdirSync(dir).filter((name) => name.endsWith(".js"));
  const text = files.map((name) => readFileSync(join(dir, name), "utf8")).join("\n");
  const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, token]) => token!))].sort();
  return {
    types: found(/__pulumiType = '(aws:[^']+)'/g),
    functions: found(/runtime\.invoke(?:Output)?\("(aws:[^"]+)"/g),
  };
}

/** Lists what rehearsals don't support of the modules in use: types, functions, and arguments of supported types. */
export function readUnserved(): Unserved {
  const served = new Set<string>([...servedTypes, ...servedFunctions]);
  const all = usedModules.map(tokensOf);
  return {
    version: packageVersion,
    types: all.flatMap(({ types }) => types).filter((token) => !served.has(token)),
    functions: all.flatMap(({ functions }) => functions).filter((token) => !served.has(token)),
  };
}

/** Returns the text of the generated file. */
export function textOf(unserved: Unserved): string {
  return `${JSON.stringify(unserved, null, 1)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(generatedFile, textOf(readUnserved()));
