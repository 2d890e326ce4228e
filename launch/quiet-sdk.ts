import log from "@pulumi/pulumi/log/index.js";
import resource from "@pulumi/pulumi/resource.js";
import debuggable from "@pulumi/pulumi/runtime/debuggable.js";

type Traced = <T>(promise: Promise<T>, context: unknown) => Promise<T>;

/** The habits of the SDK that {@link quietSdk} changes, as the SDK's own modules export them. */
export interface SdkHabits {
  readonly log: { debug: typeof log.debug };
  readonly promises: { debuggablePromise: Traced };
  /** `stackTrace` gives the places in the program that a resource is declared at. */
  readonly Resource: { stackTrace: (skip: number) => readonly unknown[] };
}

// The SDK keeps the last two out of its types.
const own: SdkHabits = {
  log,
  promises: debuggable as unknown as SdkHabits["promises"],
  Resource: resource.Resource as unknown as SdkHabits["Resource"],
};

/**
 * Takes three things out of the SDK that nobody reads, and that take half of a program's time. AYBIZA_SDK_DEBUG=1 leaves them in, and so does
 * PULUMI_DEBUG_PROMISE_LEAKS.
 * - Four debug messages for each resource: each is a call of its own to the engine, one after the other, more calls than all else together.
 *   The engine shows them only under `--debug`.
 * - The stack of each promise, four promises for each property of each resource: read only under PULUMI_DEBUG_PROMISE_LEAKS. Errors keep their stacks.
 * - The stack that each resource is declared at: ten files and lines of it would stand in the state with each resource, a quarter of the state,
 *   with paths of the machine that ran the update. An error of a resource still tells its place, from a stack of its own.
 *
 * Warnings and errors of the SDK, and its check for promises that never end, stay as they are.
 */
export function quietSdk(sdk: SdkHabits = own, env: NodeJS.ProcessEnv = process.env): void {
  if (env.AYBIZA_SDK_DEBUG || env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  sdk.log.debug = async () => {};
  sdk.Resource.stackTrace = () => [];
  const traced = sdk.promises.debuggablePromise;
  sdk.promises.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return traced(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
