import language from "@pulumi/pulumi/proto/language_pb.js";
import { type Ending, ended, startChild } from "./children.ts";
import { announceDebugger, debuggerArguments } from "./debugger.ts";
import { locateSdk } from "./locate.ts";
import type { HostArguments } from "./main.ts";
import { optionsEnvironment, runtimeOptions } from "./options.ts";

/** The exit code with which the SDK's runner says that it has told the user what is wrong (@pulumi/pulumi/cmd/run). */
export const toldTheUser = 32;

/** The command line with which the SDK's runner runs a program. */
export function programArguments(request: language.RunRequest, host: HostArguments): string[] {
  const info = request.getInfo()!;
  const flag = (name: string, value: string) => (value ? [`--${name}=${value}`] : []);
  return [
    ...flag("monitor", request.getMonitorAddress()),
    ...flag("engine", host.engineAddress),
    ...flag("organization", request.getOrganization()),
    ...flag("project", request.getProject()),
    ...flag("root-directory", info.getRootDirectory()),
    ...flag("stack", request.getStack()),
    ...flag("pwd", info.getProgramDirectory()),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    ...flag("parallel", String(request.getParallel())),
    ...flag("tracing", host.tracing),
    info.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

/** What a program's ending means for the engine: nothing (it went well), bail (the user knows), or an error. */
export function runResponse({ code, signal }: Ending): language.RunResponse {
  const response = new language.RunResponse();
  if (code === toldTheUser) response.setBail(true);
  else if (signal === "SIGABRT" || code === 134) {
    response.setError(
      "Program was aborted, most often because it ran out of memory. " +
        "Give it more by `nodeargs: --max-old-space-size=<megabytes>` under runtime.options in Pulumi.yaml",
    );
  } else if (signal) response.setError(`Program was ended by ${signal}`);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}

/**
 * Runs a Pulumi program to its end. Its output goes to the engine through this host's own, unbuffered; `cancelled`
 * settles when the engine cancels the call.
 */
export async function runProgram(
  request: language.RunRequest,
  host: HostArguments,
  onStart: (child: ReturnType<typeof startChild>) => void,
): Promise<language.RunResponse> {
  const info = request.getInfo()!;
  const options = runtimeOptions(info);
  const debug = request.getAttachDebugger() ? await debuggerArguments() : undefined;
  const child = startChild(
    process.execPath,
    [
      ...options.nodeArguments,
      ...(debug?.args ?? []),
      locateSdk("run", info.getProgramDirectory()),
      ...programArguments(request, host),
    ],
    {
      cwd: info.getProgramDirectory(),
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        ...optionsEnvironment(options),
      },
    },
  );
  onStart(child);
  const ending = ended(child);
  if (debug) await announceDebugger(host.engineAddress, child, debug.port, "Pulumi: Program (nodejs)");
  return runResponse(await ending);
}
