import { fileURLToPath } from "node:url";
import { type Engine, type Plugin, startPlugin } from "./engine.ts";

/** Starts the test provider as a separate process, the way the engine starts a plugin. */
export function startLedger(engineAddress?: string): Promise<Plugin> {
  const entry = fileURLToPath(new URL("./ledger.ts", import.meta.url));
  return startPlugin(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    entry,
    ...(engineAddress ? [engineAddress] : []),
  ]);
}

/** Opens a connection, configured for `owner`. */
export async function connectAs(plugin: Plugin, owner: string, rest: Record<string, unknown> = {}): Promise<Engine> {
  const engine = plugin.connect();
  await engine.configure({ owner, ...rest });
  return engine;
}

export const entry = "urn:pulumi:dev::test::ledger:index:Entry::first";
export const stone = "urn:pulumi:dev::test::my:index:Parent$ledger:index:Stone::first";
