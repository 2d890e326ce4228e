import type { World } from "../world.ts";
import { WORLD_MARK } from "./processes.ts";
import type { Environment } from "./protocol.ts";

/** What a person's shell needs so that `npx pulumi` works on a world. */
export function environmentOf(world: World): Environment {
  const wanted = /^(PULUMI_|AYBIZA_|AWS_|TWILIO_)/;
  const set = Object.entries(world.env).filter(
    (pair): pair is [string, string] => wanted.test(pair[0]) && pair[0] !== WORLD_MARK && pair[1] !== undefined,
  );
  // Credentials of the user's own would go before those of the world.
  return {
    set: Object.fromEntries(set),
    unset: ["AWS_PROFILE", "AWS_SESSION_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"],
  };
}

/** The environment as lines for a POSIX shell. */
export function exportsOf({ set, unset }: Environment): string[] {
  return [`unset ${unset.join(" ")}`, ...Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}`)];
}

/** One word for a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
