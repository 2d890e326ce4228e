import type { Environment } from "./protocol.ts";

/** Formats an environment as lines for a POSIX shell. */
export function exportsOf({ set, unset }: Environment): string[] {
  return [`unset ${unset.join(" ")}`, ...Object.entries(set).map(([name, value]) => `export ${name}=${quoted(value)}`)];
}

/** Quotes a text as one word for a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
