import { remove } from "./edits.ts";
import { violation } from "./problem.ts";
import { isWritten, type TenantParts, type Violations } from "./tenant-parts.ts";
import type { WrittenNumber } from "./written.ts";

/** Checks the settings that need a `count`, and that no other entry has a name that a `count` generates. */
export function* countViolations(
  parts: TenantParts,
  key: string,
  entry: WrittenNumber,
  at: readonly string[],
): Violations {
  const { buy, release, except } = entry;
  const count = buy?.count;
  if (isWritten(parts, ["aybiza:numbers", `${key}-purchase`])) {
    yield violation(
      ["aybiza:numbers", `${key}-purchase`],
      "duplicate-name",
      `\`${key}-purchase\` is also the name of \`${key}\`'s purchase in the stack; a name belongs to one resource`,
      "rename this entry",
    );
  }
  yield* nameViolations(parts, key);
  if (count === undefined) {
    const settings = [...(Array.isArray(release) ? ["release"] : []), ...(except === undefined ? [] : ["except"])];
    for (const setting of settings) {
      yield violation(
        [...at, setting],
        "count-missing",
        `\`${setting}\` lists numbers of \`${key}\`, but an entry without \`count\` is one number`,
        remove([...at, setting], `; to release \`${key}\` itself: docs/release-a-number.md`),
      );
    }
    return;
  }
  if (buy?.number !== undefined) {
    yield violation(
      [...at, "buy", "count"],
      "number-and-count",
      `\`count\` is ${count}, but \`number\` names one number (${buy.number})`,
      count === 1 ? remove([...at, "buy", "count"]) : "remove `count` or `number`",
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
      yield violation(
        [...at, setting],
        "unknown-member",
        `\`${name}\` isn't one of the numbers \`${key}-1\` to \`${key}-${count}\``,
        "correct the name, or remove it",
      );
    }
  }
}

/** Refuses an entry whose name the `count` of another entry generates. */
function* nameViolations({ written }: TenantParts, key: string): Violations {
  const [, other = "", index] = /^(.+)-([1-9]\d*)$/.exec(key) ?? [];
  const count = written.numbers.get(other)?.buy?.count;
  if (count === undefined || !(Number(index) <= count)) return;
  yield violation(
    ["aybiza:numbers", key],
    "duplicate-name",
    `\`${key}\` is also one of the ${count} numbers of \`${other}\`; a name belongs to one number`,
    "rename this entry",
  );
}
