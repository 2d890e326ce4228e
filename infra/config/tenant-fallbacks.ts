import { parseE164 } from "./e164.ts";
import type { Add, TenantParts } from "./tenant-parts.ts";
import { written } from "./written.ts";

/** What is wrong with a fallback's number, as message and fix; undefined when it may be dialled. */
export function fallbackProblem(
  dial: string,
  emergencyNumbers: readonly string[],
): { code: string; message: string; fix: string } | undefined {
  if (emergencyNumbers.includes(dial.replace(/^\+/, ""))) {
    return {
      code: "emergency-number",
      message: `${dial} is an emergency number; a fallback never dials one`,
      fix: "name a person's phone",
    };
  }
  const parsed = parseE164(dial);
  return parsed.ok ? undefined : { code: "not-e164", message: parsed.message, fix: parsed.fix };
}

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
    const problem = fallbackProblem(dial, parts.region?.emergency.numbers ?? []);
    const file = answered.get(dial);
    if (problem !== undefined) add(at, problem.code, problem.message, problem.fix);
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
