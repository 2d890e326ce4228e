import type { NumberConfig } from "./tenant.ts";
import { type Add, rawPart, type TenantParts } from "./tenant-parts.ts";

/** What belongs to a `count` alone, and that the names which it makes are nobody else's. */
export function checkCount(
  parts: TenantParts,
  key: string,
  entry: Partial<NumberConfig>,
  at: readonly string[],
  add: Add,
): void {
  const { buy, release, except } = entry;
  const count = buy?.count;
  const keys = Object.keys(rawPart(parts, "aybiza:numbers"));
  if (keys.includes(`${key}-purchase`)) {
    add(
      ["aybiza:numbers", `${key}-purchase`],
      "duplicate-name",
      `\`${key}-purchase\` is what the purchase of \`${key}\` is called`,
      "give this entry another name",
    );
  }
  if (count === undefined) {
    const asks = [...(Array.isArray(release) ? ["release"] : []), ...(except === undefined ? [] : ["except"])];
    for (const setting of asks) {
      add(
        [...at, setting],
        "no-count",
        `\`${setting}\` names numbers of \`${key}\`, which is one number: it has no \`count\``,
        setting === "release"
          ? "write `release: true`"
          : "take it out; to give the number up: docs/release-a-number.md",
      );
    }
    return;
  }
  if (buy?.number !== undefined) {
    add(
      [...at, "buy", "count"],
      "number-and-count",
      "one exact number can't be had several times",
      "take `count` or `number` out",
    );
  }
  const index = (name: string) => {
    const text = name.startsWith(`${key}-`) ? name.slice(key.length + 1) : "";
    return /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const [setting, names] of Object.entries({
    release: Array.isArray(release) ? release : [],
    except: except ?? [],
  })) {
    for (const name of names) {
      if (index(name) <= count) continue;
      add(
        [...at, setting],
        "unknown-number",
        `\`${name}\` isn't one of the numbers \`${key}-1\` to \`${key}-${count}\``,
        "correct the name, or take it out",
      );
    }
  }
  for (const other of keys) {
    if (!(index(other) <= count)) continue;
    add(
      ["aybiza:numbers", other],
      "duplicate-name",
      `\`${other}\` is one of the ${count} numbers of \`${key}\` already`,
      "give this entry another name",
    );
  }
}
