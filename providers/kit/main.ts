import { fstatSync } from "node:fs";
import type { ProviderDefinition } from "./handler.ts";
import { serve } from "./serve.ts";

/** Interval at which the provider checks that its engine still runs, in milliseconds. */
const PARENT_CHECK_MS = 500;

/** The engine's process id. Read before anything else, because the engine may be killed while this process starts. */
const engine = process.ppid;

/**
 * Runs a provider as the engine's plugin: `pulumi-resource-NAME [engine address]`. Writes the port as the first line of stdout, and all other
 * output to stderr, which the engine shows only if the plugin fails early. Exits when its engine exits.
 */
export async function main<Client>(definition: ProviderDefinition<Client>): Promise<void> {
  // Otherwise the engine could read a stray console.log as the port, or the pipe could fill up, since the engine stops reading it.
  console.log = console.info = console.debug = console.error;
  const engineAddress = engineAddressOf(process.argv.slice(2));
  const server = await serve(definition, engineAddress ? { engineAddress } : {});
  process.stdout.write(`${server.port}\n`);
  endWithEngine(() => {
    void server.close().finally(() => process.exit(0));
  });
}

/** The engine's address: the last argument. The engine may put `--logtostderr`, `-v=9` and `--tracing ADDRESS` before it. */
export function engineAddressOf(args: readonly string[]): string | undefined {
  const last = args.at(-1);
  return last?.startsWith("-") || args.at(-2) === "--tracing" ? undefined : last;
}

/** Exits when stdin closes or the parent process changes: both mean that the engine ended, and a killed engine sends no signal. */
function endWithEngine(end: () => void): void {
  setInterval(() => process.ppid !== engine && end(), PARENT_CHECK_MS).unref();
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) {
    process.stdin.on("end", end).on("error", end).resume();
  }
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
