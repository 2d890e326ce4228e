import type { CallIdentity } from "../contract/call.ts";
import type { RegionFallback } from "../contract/region-fallback.ts";
import { decide, type Step } from "./decide.ts";
import type { CallEvent, Decision, Lookup } from "./decision.ts";

/** Names of events, for people: what happens, in the words of a caller. */
export type EventName = keyof typeof EVENTS;

/** The events of a call that lead to different decisions. */
export const EVENTS = {
  incoming: { says: "a caller dials the number", event: { kind: "incoming" } },
  "agent-ended": {
    says: "the caller hangs up, or the agent ends the call",
    event: { kind: "after-connect", sessionStatus: "ended" },
  },
  "agent-failed": {
    says: "the agent can't be reached, or its session breaks",
    event: { kind: "after-connect", sessionStatus: "failed" },
  },
  "handed-over": {
    says: "the agent hands the caller over",
    event: { kind: "after-connect", sessionStatus: "ended", handoffData: "{}" },
  },
  "fallback-answered": { says: "a person answers there", event: { kind: "after-dial", dialStatus: "completed" } },
  "fallback-unanswered": {
    says: "nobody answers there, it is busy, or it can't be reached",
    event: { kind: "after-dial", dialStatus: "no-answer" },
  },
  "caller-gone": {
    says: "the caller hangs up while it rings there",
    event: { kind: "after-dial", dialStatus: "canceled" },
  },
  "answer-failed": {
    says: "the carrier can't fetch or use our answer",
    event: { kind: "vendor-fallback", failed: "incoming" },
  },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly event: CallEvent }>>;

/** An event of a call, the decision about it with every rule's reason, and what can happen after it. */
export interface Explained {
  readonly event: EventName;
  readonly decision: Decision;
  readonly steps: readonly Step[];
  readonly next: readonly Explained[];
}

/** What is known of a call besides its event. */
export interface ExplainedCall {
  readonly route: Lookup;
  readonly now: Date;
  readonly call: CallIdentity;
  readonly region: RegionFallback;
}

/** Explains a call from an event to every end that it can have. All decisions are the router's own. */
export function explainCall(name: EventName, known: ExplainedCall): Explained {
  const steps: Step[] = [];
  const { event } = EVENTS[name];
  const decision = decide(event, known.route, known.now, known.call, known.region, steps);
  return { event: name, decision, steps, next: after(name, decision).map((next) => explainCall(next, known)) };
}

/** What can happen after a decision. The carrier asks for another answer at most once, so that event leads to no second one. */
function after(event: EventName, { action }: Decision): EventName[] {
  const failed: EventName[] = event === "incoming" ? ["answer-failed"] : [];
  switch (action) {
    case "connect":
      return ["agent-ended", "agent-failed", "handed-over", ...failed];
    case "dial":
      return ["fallback-answered", "fallback-unanswered", "caller-gone", ...failed];
    case "say":
      return failed;
    case "hang-up":
      return [];
  }
}
