import { takeOut } from "./edits.ts";
import { type Add, isWritten, type TenantParts } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** What belongs to a `count` alone, and that the names which it makes are no other entry's. */
export function checkCount(
  parts: TenantParts,
  key: string,
  entry: WrittenNumber,
  at: readonly string[],
  add: Add,
): void {
  const { buy, release, except } = entry;
  const count = buy?.count;
  if (isWritten(parts, ["aybiza:numbers", `${key}-purchase`])) {
    add(
      ["aybiza:numbers", `${key}-purchase`],
      "duplicate-name",
      `\`${key}-purchase\` is what the purchase of \`${key}\` is called`,
      "give this entry another name",
    );
  }
  checkName(parts, key, add);
  if (count === undefined) {
    const asks = [...(Array.isArray(release) ? ["release"] : []), ...(except === undefined ? [] : ["except"])];
    for (const setting of asks) {
      add(
        [...at, setting],
        "no-count",
        `\`${setting}\` names numbers of \`${key}\`, which is one number: it has no \`count\``,
        takeOut([...at, setting], `; to give \`${key}\` itself up: docs/release-a-number.md`),
      );
    }
    return;
  }
  if (buy?.number !== undefined) {
    add(
      [...at, "buy", "count"],
      "number-and-count",
      "one exact number can't be had several times",
      count === 1 ? takeOut([...at, "buy", "count"]) : "take `count` or `number` out",
    );
  }
  const index = (name: string) => {
    const text = name.startsWith(`${key}-`) ? name.slice(key.length + 1) : "";
    return /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const [setting, members] of Object.entries({
    release: Array.isArray(release) ? release : [],
    except: except ?? [],
  })) {
    for (const name of members) {
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
function checkName({ written }: TenantParts, key: string, add: Add): void {
  const [, other = "", index] = /^(.+)-([1-9]\d*)$/.exec(key) ?? [];
  const count = written.numbers.get(other)?.buy?.count;
  if (count === undefined || !(Number(index) <= count)) return;
  add(
    ["aybiza:numbers", key],
    "duplicate-name",
    `\`${key}\` is one of the ${count} numbers of \`${other}\` already`,
    "give this entry another name",
  );
}
