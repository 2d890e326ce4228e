// @ts-check
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { layoutOf } from "../layout.mjs";
import { ended, startChild } from "./children.mjs";
import { installationRoot } from "./packages.mjs";

/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").LinkRequest} LinkRequest */

/**
 * Runs the code generator of Pulumi's Go module, which the set-up builds beside the CLI (toolchain/pulumi-cli/codegen): it reads the request
 * and writes the response, both as protobuf.
 * @throws Error with the generator's message, or with install instructions if the generator is missing
 * @template R
 * @param {"GenerateProgram" | "GenerateProject" | "GeneratePackage"} method
 * @param {{ serializeBinary(): Uint8Array }} request
 * @param {{ deserializeBinary(bytes: Uint8Array): R }} response
 * @param {(child: import("./children.mjs").ChildProcess) => void} onStart
 * @returns {Promise<R>}
 */
export async function generate(method, request, response, onStart) {
  const { codegen } = layoutOf(fileURLToPath(new URL("../..", import.meta.url)));
  if (!existsSync(codegen)) {
    throw new Error(
      "The code generator isn't installed: `npm start` or `npm test` builds it, which needs Go. " +
        "Install Go and run one of them, or run `pulumi import` with --generate-code=false",
    );
  }
  const child = startChild(codegen, [method], { stdio: ["pipe", "pipe", "pipe"] });
  onStart(child);
  /** @type {Buffer[]} */
  const answer = [];
  let said = "";
  child.stdout?.on("data", (chunk) => answer.push(chunk));
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  // Ignore write errors: if the generator ends before it has read everything, its exit code reports that.
  child.stdin?.on("error", () => {});
  child.stdin?.end(request.serializeBinary());
  const { code, signal } = await ended(child);
  if (code !== 0) throw new Error(said.trim() || `the code generator ended with ${signal ?? `exit code ${code}`}`);
  return response.deserializeBinary(Buffer.concat(answer));
}

/**
 * Links generated packages into a program (`pulumi package add`): each becomes a dependency of its package.json, by path.
 * @param {LinkRequest} request
 * @param {(child: import("./children.mjs").ChildProcess) => void} onStart
 * @returns {Promise<string>} instructions for using the packages
 */
export async function linkPackages(request, onStart) {
  const directory = request.getInfo()?.getProgramDirectory() || process.cwd();
  const root = installationRoot(directory);
  const packages = request.getPackagesList().map((each) => {
    const folder = path.resolve(directory, each.getPath());
    /** @type {{ name: string }} */
    const { name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return {
      name,
      at: path.relative(root, folder).split(path.sep).join("/"),
      as: each.getPackage()?.getName() ?? name,
    };
  });
  const args = packages.map(({ name, at }) => `dependencies.${name}=file:${at}`);
  const child = startChild("npm", ["pkg", "set", ...args], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  onStart(child);
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const { code } = await ended(child);
  if (code !== 0) throw new Error(`npm pkg set in ${root} failed (exit code ${code}): ${said.trim()}`);
  const lines = packages.map(({ name, as }) => `  import * as ${as.replace(/\W/g, "_")} from "${name}";`);
  return `You can import it in a program with:\n\n${lines.join("\n")}\n`;
}
