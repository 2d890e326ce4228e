import { asYaml } from "../config/edits.ts";
import type { Edit, Fix } from "../config/problem.ts";
import type { NumberConfig } from "../config/tenant.ts";

const indexOf = (key: string): number => Number(/-(\d+)$/.exec(key)?.[1]);

/**
 * The fix that restores removed numbers of an entry with a `count`, and no others.
 *
 * @param ending whether the numbers are to be released: the fix then lists them in `release` and, if managed, puts them into quarantine
 */
export function membersBack(
  name: string,
  entry: NumberConfig | undefined,
  keys: readonly string[],
  ending?: { readonly managed: boolean },
): Fix {
  const ends = {
    ...(ending && { release: keys }),
    ...(ending?.managed && { state: { quarantined: keys } }),
  };
  const count = entry?.buy?.count;
  if (entry === undefined || count === undefined) {
    const settings = Object.entries(ends).map(([key, value]) => ` and \`${key}: ${asYaml(value)}\``);
    return { fix: `put the entry \`${name}\` back with a \`count\` that reaches ${keys.at(-1)}${settings.join("")}` };
  }
  const reached = Math.max(count, ...keys.map(indexOf));
  const others = Array.from({ length: reached - count }, (_, i) => `${name}-${count + i + 1}`);
  const except = [...(entry.except ?? []), ...others].filter((one) => !keys.includes(one));
  const listed = Array.isArray(entry.release) ? entry.release : [];
  const resting = typeof entry.state === "object" ? entry.state.quarantined : [];
  const allRest = entry.state === "quarantined";
  const settings: Record<string, unknown> = {
    ...(except.length > 0 && (others.length > 0 || entry.except !== undefined) && { except }),
    ...(ending && entry.release !== true && { release: [...new Set([...listed, ...keys])] }),
    ...(ending?.managed && !allRest && { state: { quarantined: [...new Set([...resting, ...keys])] } }),
  };
  const at = ["aybiza:numbers", name];
  const edits: Edit[] = [
    ...(reached > count ? [{ kind: "set", path: [...at, "buy", "count"], value: reached } as const] : []),
    ...(entry.except !== undefined && except.length === 0
      ? [{ kind: "remove", path: [...at, "except"] } as const]
      : []),
    ...Object.entries(settings).map(([key, value]) => ({ kind: "set", path: [...at, key], value }) as const),
  ];
  const words = edits.map((edit) =>
    edit.kind === "set" ? `write \`${String(edit.path.at(-1))}: ${asYaml(edit.value)}\`` : "remove `except`",
  );
  return { fix: words.join(", "), edits };
}
