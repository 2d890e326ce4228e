import log from "@pulumi/pulumi/log/index.js";
import debuggable from "@pulumi/pulumi/runtime/debuggable.js";

type Traced = <T>(promise: Promise<T>, context: unknown) => Promise<T>;

/** The two habits of the SDK that {@link quietSdk} changes, as the SDK's own modules export them. */
export interface SdkHabits {
  readonly log: { debug: typeof log.debug };
  readonly promises: { debuggablePromise: Traced };
}

// The SDK keeps this one out of its types.
const own: SdkHabits = { log, promises: debuggable as unknown as SdkHabits["promises"] };

/**
 * Takes two things out of the SDK that nobody reads, and that take half of a program's time. AYBIZA_SDK_DEBUG=1 leaves them in, and so does
 * PULUMI_DEBUG_PROMISE_LEAKS.
 * - Four debug messages for each resource: each is a call of its own to the engine, one after the other, more calls than all else together.
 *   The engine shows them only under `--debug`.
 * - The stack of each promise, four promises for each property of each resource: read only under PULUMI_DEBUG_PROMISE_LEAKS. Errors keep their stacks.
 *
 * Warnings and errors of the SDK, and its check for promises that never end, stay as they are.
 */
export function quietSdk(sdk: SdkHabits = own, env: NodeJS.ProcessEnv = process.env): void {
  if (env.AYBIZA_SDK_DEBUG || env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  sdk.log.debug = async () => {};
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
