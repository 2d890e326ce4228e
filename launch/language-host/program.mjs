// @ts-check
import { ended } from "./children.mjs";
import { startConfigured } from "./configuration.mjs";
import { earlyExit, locateRunner, stackFrames } from "./locate.mjs";
import { optionsEnvironment, runtimeOptions } from "./options.mjs";
import { language } from "./protocol.mjs";

/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunRequest} RunRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunResponse} RunResponse */
/** @typedef {import("./children.mjs").ChildProcess} ChildProcess */
/** @typedef {import("./main.mjs").HostArguments} HostArguments */

/** The exit code of the SDK's runner after it has shown the error to the user (@pulumi/pulumi/cmd/run). */
export const errorShown = 32;

/**
 * Returns the arguments of the SDK's runner.
 * @param {RunRequest} request
 * @param {HostArguments} host
 * @returns {string[]}
 */
export function programArguments(request, host) {
  const info = request.getInfo();
  const flag = (/** @type {string} */ name, /** @type {string | undefined} */ value) =>
    value ? [`--${name}=${value}`] : [];
  return [
    ...flag("monitor", request.getMonitorAddress()),
    ...flag("engine", host.engineAddress),
    ...flag("organization", request.getOrganization()),
    ...flag("project", request.getProject()),
    ...flag("root-directory", info?.getRootDirectory()),
    ...flag("stack", request.getStack()),
    ...flag("pwd", info?.getProgramDirectory()),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    ...flag("parallel", String(request.getParallel())),
    ...flag("tracing", host.tracing),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

/**
 * Returns the variables that the SDK's runner sets from its arguments. They are set beforehand, because the configuration creates the SDK's state
 * from them before the runner starts.
 * @param {RunRequest} request
 * @param {HostArguments} host
 * @returns {Record<string, string>}
 */
export function programEnvironment(request, host) {
  const all = {
    PULUMI_NODEJS_MONITOR: request.getMonitorAddress(),
    PULUMI_NODEJS_ENGINE: host.engineAddress,
    PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
    PULUMI_NODEJS_PROJECT: request.getProject(),
    PULUMI_NODEJS_ROOT_DIRECTORY: request.getInfo()?.getRootDirectory() ?? "",
    PULUMI_NODEJS_STACK: request.getStack(),
    PULUMI_NODEJS_DRY_RUN: request.getDryrun() ? "true" : "",
    PULUMI_NODEJS_PARALLEL: String(request.getParallel()),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/**
 * Builds the response to the engine: empty for success, `bail` if the user has seen the error, otherwise an error.
 * @param {import("./children.mjs").Ending} ending
 * @returns {RunResponse}
 */
export function runResponse({ code, signal }) {
  const response = new language.RunResponse();
  if (code === errorShown) response.setBail(true);
  else if (signal === "SIGABRT" || code === 134) {
    response.setError(
      "Program was aborted, most often because it ran out of memory. " +
        "Raise the limit with `nodeargs: --max-old-space-size=<megabytes>` under runtime.options in Pulumi.yaml",
    );
  } else if (signal) response.setError(`Program was ended by ${signal}`);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}

/**
 * Runs a Pulumi program. Its output goes to the engine through this host's own output, unbuffered.
 * @param {RunRequest} request
 * @param {HostArguments} host
 * @param {(child: ChildProcess) => void} onStart
 * @returns {Promise<RunResponse>}
 */
export async function runProgram(request, host, onStart) {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getPwd();
  const options = runtimeOptions(info);
  const debug = request.getAttachDebugger() ? await import("./debugger.mjs") : undefined;
  const waiting = await debug?.debuggerArguments();
  const child = startConfigured(
    [
      "--require",
      stackFrames,
      "--require",
      earlyExit,
      ...options.nodeArguments,
      ...(waiting?.args ?? []),
      locateRunner("run", directory),
      ...programArguments(request, host),
    ],
    {
      cwd: directory,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...optionsEnvironment(options), ...programEnvironment(request, host) },
    },
    {
      program: {
        config: Object.fromEntries(request.getConfigMap().entries()),
        secretKeys: request.getConfigsecretkeysList(),
      },
    },
  );
  onStart(child);
  const ending = ended(child);
  if (waiting) await debug?.announceDebugger(host.engineAddress, child, waiting.port, "Pulumi: Program (nodejs)");
  return runResponse(await ending);
}
