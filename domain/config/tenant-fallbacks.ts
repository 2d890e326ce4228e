import { type E164, parseE164 } from "./e164.ts";
import { categoryOf, isEmergency } from "./number-category.ts";
import type { Fix } from "./problem.ts";
import type { RegionConfig } from "./region.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";
import { written } from "./written.ts";

/** What a fallback never dials: each call would cost its caller, or us, far more than a call to a person does. */
const NEVER_DIALLED = ["premium", "shared-cost", "satellite"];

/** What is wrong with a number that a fallback dials, of a tenant or of the region itself; undefined when it may be dialled. */
export function fallbackProblem(
  dial: string,
  region: Pick<RegionConfig, "countries" | "emergency"> | undefined,
): { code: string; message: string; fix: string; replacement?: E164 } | undefined {
  if (isEmergency(dial, region?.emergency.numbers)) {
    return {
      code: "emergency-number",
      message: `${dial} is an emergency number; a fallback never dials one`,
      fix: "name a person's phone",
    };
  }
  const parsed = parseE164(dial, { countries: region?.countries });
  if (!parsed.ok) {
    const { message, fix, replacement } = parsed;
    const refused = replacement !== undefined && fallbackProblem(replacement, region) !== undefined;
    if (refused) return { code: "not-e164", message, fix: "name a person's phone, in E.164 form" };
    return { code: "not-e164", message, fix, ...(replacement !== undefined && { replacement }) };
  }
  const { category, what } = categoryOf(dial);
  if (!NEVER_DIALLED.includes(category)) return undefined;
  return {
    code: "costly-number",
    message: `${dial} is ${what} (${category}); a fallback dials a person's ordinary phone`,
    fix: "name an ordinary phone",
  };
}

/** A fix in words, and as data where the number that is meant is certain. */
export const dialFix = (
  { fix, replacement }: { fix: string; replacement?: E164 },
  path: readonly PropertyKey[],
): Fix => (replacement === undefined ? { fix } : { fix, edits: [{ kind: "set", path, value: replacement }] });

/**
 * A fallback is a person's phone: an E.164 number, never an emergency number, and never one that an agent answers, of this tenant or another:
 * the call would come back.
 */
export function checkFallbacks(parts: TenantParts, add: Add): void {
  const { agents, numbers } = parts.written;
  const dials = [
    ...[...agents].map(([name, { fallback }]) => ({ fallback, at: ["aybiza:agents", name] })),
    ...[...numbers].map(([name, { fallback }]) => ({ fallback, at: ["aybiza:numbers", name] })),
  ].flatMap(({ fallback, at }) =>
    fallback?.dial === undefined ? [] : [{ dial: fallback.dial, at: [...at, "fallback", "dial"] }],
  );
  if (dials.length === 0) return;
  const answered = answeredNumbers(parts);
  for (const { dial, at } of dials) {
    const problem = fallbackProblem(dial, parts.region);
    const file = answered.get(dial);
    if (problem !== undefined) add(at, problem.code, problem.message, dialFix(problem, at));
    else if (file !== undefined)
      add(
        at,
        "fallback-loop",
        `${dial} is answered by an agent (${file}), so the call could come back`,
        "name a person's phone",
      );
  }
}

/** Numbers that agents answer, with the file that says so. */
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
