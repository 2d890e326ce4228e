import { nearest } from "./nearest.ts";
import type { Edit, Fix } from "./problem.ts";

/** A value as people write it in a line of YAML: `{ quarantined: [desk-7] }`. */
export function asYaml(value: unknown): string {
  if (typeof value === "string")
    return /^[A-Za-z][\w-]*$/.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asYaml).join(", ")}]`;
  if (value === null || typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([key, one]) => `${asYaml(key)}: ${asYaml(one)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** Words that a YAML reader, of version 1.1 or 1.2, takes for something else than a text. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;

/** The fix that writes a setting. `more` follows the words: what else is to be known or done. */
export const write = (path: readonly PropertyKey[], value: unknown, more = ""): Fix => ({
  fix: `write \`${typeof path.at(-1) === "number" ? "" : `${asYaml(String(path.at(-1)))}: `}${asYaml(value)}\`${more}`,
  edits: [{ kind: "set", path, value } satisfies Edit],
});

/** The fix that takes a setting out. */
export const takeOut = (path: readonly PropertyKey[], more = ""): Fix => ({
  fix: `take \`${String(path.at(-1))}\` out${more}`,
  edits: [{ kind: "remove", path }],
});

/** The fix that gives a setting another name. */
export const rename = (path: readonly PropertyKey[], to: string, more = ""): Fix => ({
  fix: `write \`${to}\` in place of \`${String(path.at(-1))}\`${more}`,
  edits: [{ kind: "rename", path, to }],
});

/** The fix for a setting that isn't known: the name that it resembles, of those that are still free; else it goes. */
export function renameOrTakeOut(path: readonly PropertyKey[], free: readonly string[], more = ""): Fix {
  const near = nearest(String(path.at(-1)), free);
  return near === undefined ? takeOut(path, more) : rename(path, near);
}
