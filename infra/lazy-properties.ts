import rpc from "@pulumi/pulumi/runtime/rpc.js";

/** Gives a resource an output for each of its properties, and gives back, by property, what settles them: the SDK's own, in its own types. */
type Transfer = typeof rpc.transferProperties;
type Settle = ReturnType<Transfer>[string];

/** The SDK's module whose function {@link lazyProperties} wraps. */
export interface SdkTransfer {
  transferProperties: Transfer;
}

/**
 * Makes the output of a resource's property when somebody reads it. The SDK makes all of them at once, twenty promises for each property, and a
 * phone number has thirty properties of which programs read one. The output is still the SDK's own; one that is read late is settled at once with what
 * came. `id` and `urn` aren't properties in this sense: they are made as ever, so a resource that fails or never ends is still told of.
 * The same switches as those of `quietSdk` leave it all to the SDK.
 */
export function lazyProperties(sdk: SdkTransfer = rpc, env: NodeJS.ProcessEnv = process.env): void {
  if (env.AYBIZA_SDK_DEBUG || env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const eagerly = sdk.transferProperties;
  sdk.transferProperties = (resource, label, props) => {
    const settlers: Record<string, Settle> = {};
    for (const name of Object.keys(props)) {
      if (name === "id" || name === "urn") continue;
      if (Object.hasOwn(resource, name)) return eagerly(resource, label, props); // it tells what is wrong
      let settle: Settle | undefined;
      let came: Parameters<Settle> | undefined;
      settlers[name] = (...values) => {
        if (settle === undefined) came ??= values;
        else settle(...values);
      };
      const become = (value: unknown) =>
        Object.defineProperty(resource, name, { value, writable: true, enumerable: true, configurable: true });
      Object.defineProperty(resource, name, {
        enumerable: true,
        configurable: true,
        get() {
          delete (resource as unknown as Record<string, unknown>)[name];
          const made = eagerly(resource, label, { [name]: props[name] });
          settle = made[name]!;
          if (came !== undefined) settle(...came);
          return (resource as unknown as Record<string, unknown>)[name];
        },
        set: become,
      });
    }
    return settlers;
  };
}
