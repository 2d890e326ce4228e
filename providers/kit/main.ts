import { fstatSync } from "node:fs";
import type { ProviderDefinition } from "./handler.ts";
import { serve } from "./serve.ts";

/** Interval at which the provider checks that its engine still runs, in milliseconds. */
const PARENT_CHECK_MS = 500;

/** The engine's process id. Read first, since the engine may be killed while this process starts. */
const engine = process.ppid;

/**
 * Runs a provider as the engine's plugin: `pulumi-resource-NAME [engine address]`. The first line on stdout is the port; all else goes to
 * stderr, which the engine shows only when the plugin dies early. Ends with its engine.
 */
export async function main<Client>(definition: ProviderDefinition<Client>): Promise<void> {
  // A stray console.log must not be read as the port, or fill a pipe without a reader.
  console.log = console.info = console.debug = console.error;
  const engineAddress = engineAddressOf(process.argv.slice(2));
  const server = await serve(definition, engineAddress ? { engineAddress } : {});
  process.stdout.write(`${server.port}\n`);
  endWithEngine(() => {
    void server.close().finally(() => process.exit(0));
  });
}

/** The last argument; the engine may put `--logtostderr`, `-v=9` and `--tracing ADDRESS` before it. */
export function engineAddressOf(args: readonly string[]): string | undefined {
  const last = args.at(-1);
  return last?.startsWith("-") || args.at(-2) === "--tracing" ? undefined : last;
}

/** The engine holds the other end of stdin and is the parent process. When either is gone, the provider ends: a killed engine sends no signal. */
function endWithEngine(end: () => void): void {
  setInterval(() => process.ppid !== engine && end(), PARENT_CHECK_MS).unref();
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) {
    process.stdin.on("end", end).on("error", end).resume();
  }
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
