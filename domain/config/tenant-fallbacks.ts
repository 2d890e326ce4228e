import { blockedPrefix } from "../rules/law/blocked.ts";
import { parseE164 } from "./e164.ts";
import { categoryOf, isEmergency } from "./number-category.ts";
import { type Violation, violation } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import { fallbacksOf } from "./tenant-dialled.ts";
import type { TenantParts, Violations } from "./tenant-parts.ts";
import { written } from "./written.ts";

/** Categories that a fallback never dials: such a call costs the caller or us far more than a call to an ordinary phone. */
const NEVER_DIALLED = ["premium", "shared-cost", "satellite"];

/** Returns what is wrong with the number that a tenant's or region's fallback dials; undefined for a valid number. */
export function dialViolation(
  path: readonly PropertyKey[],
  dial: string,
  region: Pick<RegionConfig, "countries" | "emergency"> | undefined,
): Violation | undefined {
  if (isEmergency(dial, region?.emergency.numbers))
    return violation(
      path,
      "emergency-number",
      `${dial} is an emergency number; a fallback never dials one`,
      "write the number of a person's phone",
    );
  const parsed = parseE164(dial, { countries: region?.countries });
  if (!parsed.ok) {
    const { message, fix, replacement } = parsed;
    if (replacement === undefined) return violation(path, "not-e164", message, fix);
    // No fix proposes a number that would itself be refused.
    return dialViolation(path, replacement, region) !== undefined
      ? violation(path, "not-e164", message, "write the number of a person's phone, in E.164 form")
      : violation(path, "not-e164", message, { fix, edits: [{ kind: "set", path, value: replacement }] });
  }
  const { category, what } = categoryOf(dial);
  const blocked = blockedPrefix(dial);
  if (!NEVER_DIALLED.includes(category) && blocked !== undefined)
    return violation(
      path,
      "costly-number",
      `${dial} begins with ${blocked.prefix}, which an agent never dials (\`numbers.blocked\` of domain/law/countries/${blocked.country}.json); a fallback dials an ordinary phone`,
      "write the number of an ordinary phone",
    );
  if (!NEVER_DIALLED.includes(category)) return undefined;
  return violation(
    path,
    "costly-number",
    `${dial} is ${what} (${category}); a fallback dials an ordinary phone`,
    "write the number of an ordinary phone",
  );
}

/** Checks that fallbacks dial an E.164 number of a person's phone: no emergency number, and, since calls could loop, no agent's number. */
export function* fallbackViolations(parts: TenantParts): Violations {
  const dials = fallbacksOf(parts.document);
  if (dials.length === 0) return;
  const answered = answeredNumbers(parts);
  for (const [dial, at] of dials) {
    const wrong = dialViolation(at, dial, parts.region);
    const file = answered.get(dial);
    if (wrong !== undefined) yield wrong;
    else if (file !== undefined)
      yield violation(
        at,
        "fallback-loop",
        `an agent answers ${dial} (${file}), so the call could loop`,
        "write the number of a person's phone",
      );
  }
}

/** Numbers that agents answer, each with the file that declares it. */
function answeredNumbers(parts: TenantParts): Map<string, string> {
  const answered = new Map<string, string>();
  for (const document of [...parts.others(), parts.document]) {
    for (const [key, { buy }] of written(document).numbers) {
      answered.set(key, document.file);
      if (buy?.number !== undefined) answered.set(buy.number, document.file);
    }
  }
  return answered;
}
