import language from "@pulumi/pulumi/proto/language_pb.js";
import { ended, startChild } from "./children.ts";
import { announceDebugger, debuggerArguments } from "./debugger.ts";
import { locateSdk } from "./locate.ts";
import { optionsEnvironment, runtimeOptions } from "./options.ts";

/** `NAME=value` lines as an environment. The last of two lines with one name holds, as in Go's exec. */
export function environmentOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/**
 * The command line and folder of a plugin: a policy pack (kind `analyzer`) runs in its own folder, which comes last;
 * any other kind runs where the engine says, and its folder comes first.
 */
export function pluginCommand(request: language.RunPluginRequest): { args: string[]; cwd: string } {
  const directory = request.getInfo()!.getProgramDirectory();
  const { nodeArguments } = runtimeOptions(request.getInfo());
  return request.getKind() === "analyzer"
    ? {
        args: [locateSdk("run-policy-pack", directory), ...nodeArguments, ...request.getArgsList(), directory],
        cwd: directory,
      }
    : {
        args: [locateSdk("run-plugin", directory), ...nodeArguments, directory, ...request.getArgsList()],
        cwd: request.getPwd() || directory,
      };
}

/** Runs a plugin to its end, sending what it writes and at last its exit code. */
export async function runPlugin(
  request: language.RunPluginRequest,
  engineAddress: string,
  send: (response: language.RunPluginResponse) => void,
  onStart: (child: ReturnType<typeof startChild>) => void,
): Promise<void> {
  const { args, cwd } = pluginCommand(request);
  const debug = request.getAttachDebugger() ? await debuggerArguments() : undefined;
  const given = request.getEnvList();
  const child = startChild(process.execPath, [...(debug?.args ?? []), ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...(given.length > 0 ? environmentOf(given) : process.env),
      ...optionsEnvironment(runtimeOptions(request.getInfo())),
    },
  });
  const reply = (set: (response: language.RunPluginResponse) => void) => {
    const response = new language.RunPluginResponse();
    set(response);
    send(response);
  };
  child.stdout!.on("data", (chunk: Buffer) => reply((response) => response.setStdout(chunk)));
  child.stderr!.on("data", (chunk: Buffer) => reply((response) => response.setStderr(chunk)));
  onStart(child);
  const ending = ended(child);
  if (debug) await announceDebugger(engineAddress, child, debug.port, `Pulumi: Plugin (${request.getName()})`);
  const { code, signal } = await ending;
  if (signal) reply((response) => response.setStderr(Buffer.from(`the plugin was ended by ${signal}\n`)));
  reply((response) => response.setExitcode(code ?? 1));
}
