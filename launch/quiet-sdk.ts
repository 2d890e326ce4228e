import { createRequire } from "node:module";
import path from "node:path";

/** An internal function of the SDK, and its replacement. */
interface Adaptation {
  /** The SDK's module that exports `owner`, or the function itself. */
  readonly module: string;
  readonly owner?: string;
  readonly name: string;
  /** Count of the function's declared parameters. Another count means an unknown SDK version, so the function isn't replaced. */
  readonly parameters: number;
  /** What the original function costs an update; shown in the warning. */
  readonly cost: string;
  readonly replacement: (original: AnyFunction) => AnyFunction;
}

// biome-ignore lint/suspicious/noExplicitAny: functions that the SDK keeps out of its types
type AnyFunction = (...args: any[]) => unknown;

const ADAPTATIONS: readonly Adaptation[] = [
  {
    module: "log/index.js",
    name: "debug",
    parameters: 4,
    cost: "four more calls to the engine for each resource",
    // The calls come one after the other, and the engine shows them only under --debug.
    replacement: () => async () => {},
  },
  {
    module: "runtime/debuggable.js",
    name: "debuggablePromise",
    parameters: 2,
    cost: "a stack trace for each promise",
    // The SDK makes four promises for each property of each resource, and reads their stacks only under PULUMI_DEBUG_PROMISE_LEAKS.
    replacement: (original) => (promise, context) => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 0;
      try {
        return original(promise, context);
      } finally {
        Error.stackTraceLimit = limit;
      }
    },
  },
  {
    module: "resource.js",
    owner: "Resource",
    name: "stackTrace",
    parameters: 1,
    cost: "the source position of each resource in the state, with paths of this machine",
    // Ten frames for each resource make up a quarter of the state. Errors of resources keep their own stack.
    replacement: () => () => [],
  },
];

/** Loads a module of the SDK that runs the program, resolved from its runner, the file that Node was started with. */
const loadFromRunner = (module: string): unknown =>
  createRequire(process.argv[1] ?? path.resolve("noop.js"))(`@pulumi/pulumi/${module}`);

/**
 * Disables work of the SDK that takes half of a program's time and whose results are unused: debug messages, stack traces of promises, and source
 * positions of resources. AYBIZA_SDK_DEBUG=1 or PULUMI_DEBUG_PROMISE_LEAKS=1 keeps them. Warnings, errors and the SDK's check for promises that never
 * settle stay. An SDK with other internals stays unchanged, with one line of warning for each function.
 */
export function quietSdk(
  load = loadFromRunner,
  warn = (line: string): void => void process.stderr.write(`${line}\n`),
): void {
  if (process.env.AYBIZA_SDK_DEBUG || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  for (const adaptation of ADAPTATIONS) {
    if (adapt(adaptation, load)) continue;
    const { module, owner, name, parameters, cost } = adaptation;
    warn(
      `warning: @pulumi/pulumi ${versionOf(load)} has no \`${owner ? `${owner}.` : ""}${name}\` with ${parameters} parameters in ${module} that can be replaced. ` +
        `Updates work but are slower: ${cost}. Adapt launch/quiet-sdk.ts to this version, or return to the previous one.`,
    );
  }
}

/** Replaces one function. Returns false if the function is missing, different or read-only. */
function adapt({ module, owner, name, parameters, replacement }: Adaptation, load: typeof loadFromRunner): boolean {
  try {
    const exported = load(module) as Record<string, unknown>;
    const target = (owner === undefined ? exported : exported[owner]) as Record<string, unknown>;
    const original = target[name];
    if (typeof original !== "function" || original.length !== parameters) return false;
    const replaced = replacement(original as AnyFunction);
    target[name] = replaced;
    return target[name] === replaced;
  } catch {
    return false;
  }
}

function versionOf(load: typeof loadFromRunner): string {
  try {
    return (load("package.json") as { version: string }).version;
  } catch {
    return "(unknown version)";
  }
}
