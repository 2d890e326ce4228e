import { fileURLToPath } from "node:url";
import { type Engine, type Plugin, startPlugin } from "./engine.ts";

/** Starts the test provider as the engine starts a plugin: a process of its own. */
export function startLedger(engineAddress?: string): Promise<Plugin> {
  const entry = fileURLToPath(new URL("./ledger.ts", import.meta.url));
  return startPlugin(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    entry,
    ...(engineAddress ? [engineAddress] : []),
  ]);
}

/** A connection whose instance belongs to `owner`. */
export async function connectAs(plugin: Plugin, owner: string, rest: Record<string, unknown> = {}): Promise<Engine> {
  const engine = plugin.connect();
  await engine.configure({ owner, ...rest });
  return engine;
}

export const entry = "urn:pulumi:dev::test::ledger:index:Entry::first";
export const stone = "urn:pulumi:dev::test::my:index:Parent$ledger:index:Stone::first";
