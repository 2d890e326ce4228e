import { ask } from "../../rehearsal/control/client.ts";
import type { Environment } from "../../rehearsal/control/protocol.ts";
import { EXIT } from "../exit.ts";

/** `aybiza world env` */
export async function env(options: { name: string; json?: boolean }): Promise<number> {
  const environment = await (await ask<Environment>(options.name, { verb: "env" })).result;
  if (options.json) console.log(JSON.stringify(environment));
  else for (const line of exports(environment)) console.log(line);
  return EXIT.ok;
}

/** The environment as lines for a POSIX shell. */
export function exports({ set, unset }: Environment): string[] {
  return [`unset ${unset.join(" ")}`, ...Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}`)];
}

/** One word for a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
