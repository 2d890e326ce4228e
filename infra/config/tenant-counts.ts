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
  const entries = rawPart(parts, "aybiza:numbers");
  if (Object.hasOwn(entries, `${key}-purchase`)) {
    add(
      ["aybiza:numbers", `${key}-purchase`],
      "duplicate-name",
      `\`${key}-purchase\` is what the purchase of \`${key}\` is called`,
      "give this entry another name",
    );
  }
  checkName(entries, key, add);
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
}

/** No entry has the name of a number that the count of another one asks for. */
function checkName(entries: Record<string, unknown>, key: string, add: Add): void {
  const [, other = "", index] = /^(.+)-([1-9]\d*)$/.exec(key) ?? [];
  const counted = Object.hasOwn(entries, other) ? (entries[other] as Partial<NumberConfig> | null) : undefined;
  const count = counted?.buy?.count;
  if (count === undefined || !(Number(index) <= count)) return;
  add(
    ["aybiza:numbers", key],
    "duplicate-name",
    `\`${key}\` is one of the ${count} numbers of \`${other}\` already`,
    "give this entry another name",
  );
}
