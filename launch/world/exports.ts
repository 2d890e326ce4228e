import type { Environment } from "./protocol.ts";

/** An environment as lines for a POSIX shell. */
export function exportsOf({ set, unset }: Environment): string[] {
  return [`unset ${unset.join(" ")}`, ...Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}`)];
}

/** A text as one word for a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
