import { nearest } from "./nearest.ts";
import type { Edit, Fix } from "./problem.ts";

/** A value in one line of YAML: `{ quarantined: [desk-7] }`. */
export function asYaml(value: unknown): string {
  if (typeof value === "string")
    return /^[A-Za-z][\w-]*$/.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asYaml).join(", ")}]`;
  if (value === null || typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([key, one]) => `${asYaml(key)}: ${asYaml(one)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** Words that YAML 1.1 or 1.2 reads as a boolean or null. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null)$/i;

/** The fix that writes a setting. `more` is appended to the words. */
export const write = (path: readonly PropertyKey[], value: unknown, more = ""): Fix => ({
  fix: `write \`${typeof path.at(-1) === "number" ? "" : `${asYaml(String(path.at(-1)))}: `}${asYaml(value)}\`${more}`,
  edits: [{ kind: "set", path, value } satisfies Edit],
});

/** The fix that removes a setting. */
export const remove = (path: readonly PropertyKey[], more = ""): Fix => ({
  fix: `remove \`${String(path.at(-1))}\`${more}`,
  edits: [{ kind: "remove", path }],
});

/** The fix that renames a setting. */
export const rename = (path: readonly PropertyKey[], to: string, more = ""): Fix => ({
  fix: `rename \`${String(path.at(-1))}\` to \`${to}\`${more}`,
  edits: [{ kind: "rename", path, to }],
});

/** The fix for an unknown setting: rename it to the unused name that it resembles, or remove it. */
export function renameOrRemove(path: readonly PropertyKey[], free: readonly string[], more = ""): Fix {
  const near = nearest(String(path.at(-1)), free);
  return near === undefined ? remove(path, more) : rename(path, near);
}
