/**
 * Paths of properties, as the engine writes them: `routes[0].host`, `tags["a.b"]`. In a pattern, `*` stands for any key or index.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
export type Path = readonly PropertyKey[];

const SEGMENT = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g;

/** `routes[0].host` is `["routes", 0, "host"]`. */
export function parsePath(text: string): (string | number)[] {
  return [...text.matchAll(SEGMENT)].map(([, quoted, index, name]) => {
    if (quoted !== undefined) return JSON.parse(`"${quoted}"`) as string;
    if (index !== undefined) return index === "*" ? "*" : Number(index);
    return name as string;
  });
}

/** `["routes", 0, "host"]` is `routes[0].host`. Keys with other characters than a name's are quoted. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^([A-Za-z_$][\w$-]*|\*)$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, "");
}

/** Whether a pattern names this path, or something that the path lies in. */
export function covers(pattern: Path, path: Path): boolean {
  return pattern.length <= path.length && pattern.every((key, i) => key === "*" || String(key) === String(path[i]));
}
