/**
 * Property paths in the engine's notation: `routes[0].host`, `tags["a.b"]`. In a pattern, `*` matches any key or index.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
export type Path = readonly PropertyKey[];

const SEGMENT = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g;

/** Splits a path into keys: `routes[0].host` becomes `["routes", 0, "host"]`. */
export function parsePath(text: string): (string | number)[] {
  return [...text.matchAll(SEGMENT)].map(([, quoted, index, name]) => {
    if (quoted !== undefined) return JSON.parse(`"${quoted}"`) as string;
    if (index !== undefined) return index === "*" ? "*" : Number(index);
    return name as string;
  });
}

/** Joins keys into a path: `["routes", 0, "host"]` becomes `routes[0].host`. Quotes keys with characters other than a name's. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^([A-Za-z_$][\w$-]*|\*)$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, "");
}

/** Tells whether a pattern matches this path or one of its parents. */
export function covers(pattern: Path, path: Path): boolean {
  return pattern.length <= path.length && pattern.every((key, i) => key === "*" || String(key) === String(path[i]));
}
