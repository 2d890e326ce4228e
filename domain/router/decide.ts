import type { CallIdentity } from "../contract/call.ts";
import type { RegionFallback } from "../contract/region-fallback.ts";
import type { CallEvent, Decision, Lookup } from "./decision.ts";
import { RULES, type RuleName } from "./rules.ts";

/** A rule that a decision considered: whether it decided, and why or why not. */
export interface Step {
  readonly rule: RuleName;
  readonly decides: boolean;
  readonly why: string;
}

/**
 * Decides what to do with a call. Pure: handlers, tests and `aybiza explain` call it, so they agree; the time and the call's id are arguments
 * because an assignment may depend on them. A call reaches the fallback at most once; after a fallback that failed, the region's notice ends it.
 *
 * @param steps gets every rule with its reason, in the order of the rules; handlers need none
 */
export function decide(
  event: CallEvent,
  route: Lookup,
  now: Date,
  call: CallIdentity,
  region: RegionFallback,
  steps?: Step[],
): Decision {
  const situation = { event, route, now, call, region };
  let decided: { readonly by: RuleName; readonly decision: Decision } | undefined;
  for (const { name, apply } of RULES) {
    const verdict = apply(situation);
    if (typeof verdict === "function") steps?.push({ rule: name, decides: false, why: verdict() });
    else if (decided === undefined) {
      decided = { by: name, decision: verdict };
      if (steps === undefined) break;
      steps.push({ rule: name, decides: true, why: verdict.reason });
    } else steps?.push({ rule: name, decides: false, why: `would apply, but \`${decided.by}\` comes first` });
  }
  if (decided === undefined) throw new Error(`no rule decides about ${event.kind}`);
  return decided.decision;
}
