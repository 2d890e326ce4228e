// @ts-check
import path from "node:path";
import { ended } from "./children.mjs";
import { startConfigured } from "./configuration.mjs";
import { locateRunner, policyStack, stackFrames } from "./locate.mjs";
import { optionsEnvironment, runtimeOptions } from "./options.mjs";
import { language } from "./protocol.mjs";

/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginRequest} RunPluginRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginResponse} RunPluginResponse */

/**
 * Converts `NAME=value` lines to an environment. The last line of a name wins, as in Go's os/exec.
 * @param {readonly string[]} lines
 * @returns {Record<string, string>}
 */
export function environmentOf(lines) {
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/**
 * Returns the command line, working folder and preloads of a plugin. A policy pack (kind `analyzer`) runs in its own folder, its last argument; any other kind
 * runs in the engine's folder, with the plugin's folder as the first argument. A plugin whose `runtime.options` name a file to `start` runs without
 * the SDK's runner, which loads the whole SDK (0.25 s of processor time).
 * @param {RunPluginRequest} request
 */
export function pluginCommand(request) {
  const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const { nodeArguments, start } = runtimeOptions(request.getInfo());
  if (start) {
    return {
      args: [...nodeArguments, path.resolve(directory, start), ...request.getArgsList()],
      cwd: request.getPwd() || directory,
      preload: [],
    };
  }
  return request.getKind() === "analyzer"
    ? {
        args: [locateRunner("run-policy-pack", directory), ...nodeArguments, ...request.getArgsList(), directory],
        cwd: directory,
        preload: [stackFrames, policyStack],
      }
    : {
        args: [locateRunner("run-plugin", directory), ...nodeArguments, directory, ...request.getArgsList()],
        cwd: request.getPwd() || directory,
        preload: [stackFrames],
      };
}

/**
 * Runs a plugin and sends its output, then its exit code.
 * @param {RunPluginRequest} request
 * @param {string} engineAddress
 * @param {(response: RunPluginResponse) => Promise<void>} send settles when the engine accepts more
 * @param {(child: import("./children.mjs").ChildProcess) => void} onStart
 */
export async function runPlugin(request, engineAddress, send, onStart) {
  const { args, cwd, preload } = pluginCommand(request);
  const debug = request.getAttachDebugger() ? await import("./debugger.mjs") : undefined;
  const waiting = await debug?.debuggerArguments();
  const given = request.getEnvList();
  const { PULUMI_CONFIG, ...env } = given.length > 0 ? environmentOf(given) : process.env;
  const child = startConfigured(
    [...preload.flatMap((file) => ["--require", file]), ...(waiting?.args ?? []), ...args],
    {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        // The plugin shares this host's compile cache.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        ...env,
        ...optionsEnvironment(runtimeOptions(request.getInfo())),
      },
    },
    PULUMI_CONFIG === undefined ? {} : { environment: { PULUMI_CONFIG } },
  );
  const reply = (/** @type {"setStdout" | "setStderr"} */ set, /** @type {Buffer} */ chunk) => {
    const response = new language.RunPluginResponse();
    response[set](chunk);
    return send(response);
  };
  // Send one chunk at a time, and the next when the engine accepts it: backpressure as on a pipe.
  const passOn = async (
    /** @type {"setStdout" | "setStderr"} */ set,
    /** @type {import("node:stream").Readable | null} */ from,
  ) => {
    for await (const chunk of from ?? []) await reply(set, chunk);
  };
  const passed = Promise.all([passOn("setStdout", child.stdout), passOn("setStderr", child.stderr)]);
  onStart(child);
  const ending = ended(child);
  if (waiting) {
    await debug?.announceDebugger(engineAddress, child, waiting.port, `Pulumi: Plugin (${request.getName()})`);
  }
  const [{ code, signal }] = await Promise.all([ending, passed]);
  if (signal) await reply("setStderr", Buffer.from(`the plugin was ended by ${signal}\n`));
  const last = new language.RunPluginResponse();
  last.setExitcode(code ?? 1);
  await send(last);
}
