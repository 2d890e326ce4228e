import type { RegionFallback } from "../contract/region-fallback.ts";
import type { Fallback, Route } from "../contract/route.ts";
import { callerIdOf, type Ends } from "./caller-id.ts";

/** What happened on a call, parsed from a webhook; the handlers, `aybiza explain` and the tests make these. */
export type CallEvent =
  /** A caller dialled the number. */
  | { readonly kind: "incoming" }
  /** The agent's session is over. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#action-url-parameters */
  | {
      readonly kind: "after-connect";
      /** `completed`: the caller hung up; `ended`: the agent ended it; `failed`: there was no session, or it broke. */
      readonly sessionStatus: "completed" | "ended" | "failed";
      /** What the agent sent with `end`. Not empty: it hands the caller over to the fallback. */
      readonly handoffData?: string;
      readonly errorCode?: string;
    }
  /** The person of the fallback was dialled. https://www.twilio.com/docs/voice/twiml/dial#attributes-action */
  | { readonly kind: "after-dial"; readonly dialStatus: DialStatus }
  /** Twilio couldn't get or use an answer of ours, and asks the fallback URL instead. */
  | { readonly kind: "vendor-fallback"; readonly failed: AnswerOf; readonly errorCode?: string };

export type DialStatus = "completed" | "answered" | "busy" | "no-answer" | "failed" | "canceled";

/** Which answer of ours failed: that to the call, that after the agent, that after the fallback was dialled. */
export type AnswerOf = "incoming" | "after-connect" | "after-dial";

/** What is known of the called number: its route, that it has none, or nothing, since the table can't be read. */
export type Lookup = Route | "unknown" | "unreadable";

/** Who took the call in the end: the agent, its fallback (a notice counts), or nobody, since the number has no route or is in quarantine. */
export type Outcome = "agent" | "fallback" | "apology" | "quarantined";

interface Common {
  /** Why, in a sentence for people. */
  readonly reason: string;
  /** Set by events that decide who takes the call. */
  readonly outcome?: Outcome;
  /** True once an agent or a person spoke with the caller; false once it is known that nobody did. */
  readonly answered?: boolean;
  /** Why the fallback took over, for reports: `handed-over`, `agent-failed`, `answer-failed`, `routes-unreadable`. */
  readonly fallbackReason?: FallbackReason;
}

export type FallbackReason = "handed-over" | "agent-failed" | "answer-failed" | "routes-unreadable";

/** What to do with the call. */
export type Decision = Common &
  (
    | { readonly action: "connect"; readonly route: Route }
    | {
        readonly action: "dial";
        readonly notice?: Notice;
        readonly say?: string;
        readonly language: string;
        readonly number: string;
        /** What the person who is dialled sees: {@link callerIdOf}. */
        readonly callerId: string;
      }
    | { readonly action: "say"; readonly say: string; readonly language: string; readonly notice: Notice }
    | { readonly action: "hang-up" }
  );

/** Which notice is spoken: the fallback's, the last one after it failed, the apology, that of a number in quarantine, or the region's own. */
export type Notice = "fallback" | "last" | "apology" | "quarantine" | "static";

/**
 * What to do with a call: pure, so that handlers, tests and explanations can't differ.
 * A call reaches the fallback at most once; after a fallback that failed, the region's notice ends it.
 */
export function decide(event: CallEvent, found: Lookup, region: RegionFallback, ends: Ends): Decision {
  if (event.kind === "after-dial") return afterDial(event.dialStatus, found, region);
  if (event.kind === "after-connect" && event.sessionStatus !== "failed" && !event.handoffData) {
    return {
      action: "hang-up",
      reason: `the agent's session ${event.sessionStatus}`,
      outcome: "agent",
      answered: true,
    };
  }
  if (event.kind === "vendor-fallback" && event.failed === "after-dial") {
    return lastNotice(`our answer after the fallback failed${code(event.errorCode)}`, found, region);
  }
  if (found === "unknown") {
    return {
      action: "say",
      notice: "apology",
      say: region.unknownNumber,
      language: region.language,
      outcome: "apology",
      answered: false,
      reason: "the number has no route",
    };
  }
  if (found === "unreadable") return staticFallback(`the routes of ${region.name} can't be read`, region, ends);
  // A call that was taken before the quarantine began goes on as it began.
  if (found.quarantined && event.kind !== "after-connect" && failedAnswerOf(event) !== "after-connect")
    return quarantineNotice(found, found.quarantined);

  switch (event.kind) {
    case "incoming":
      return {
        action: "connect",
        route: found,
        outcome: "agent",
        reason: `agent ${found.agent.name} (${found.agent.version}) of ${found.tenant} takes calls to ${found.number}`,
      };
    case "after-connect": {
      if (event.sessionStatus === "failed") {
        return toFallback(
          found,
          region,
          ends,
          "agent-failed",
          `the session with agent ${found.agent.name} failed${code(event.errorCode)}`,
        );
      }
      const handed = toFallback(found, region, ends, "handed-over", `agent ${found.agent.name} handed the caller over`);
      return { ...handed, answered: true };
    }
    case "vendor-fallback":
      return toFallback(
        found,
        region,
        ends,
        "answer-failed",
        `our answer to ${event.failed} failed${code(event.errorCode)}`,
      );
  }
}

/** Which answer of ours failed, where that is what happened. */
const failedAnswerOf = (event: CallEvent): AnswerOf | undefined =>
  event.kind === "vendor-fallback" ? event.failed : undefined;

/** Nobody is asked and nobody is dialled: a number in quarantine is on its way out. */
function quarantineNotice(
  { number, tenant, agent }: Route,
  { notice, language }: Required<Route>["quarantined"],
): Decision {
  return {
    action: "say",
    notice: "quarantine",
    say: notice,
    language: language ?? agent.sayLanguage ?? agent.language,
    outcome: "quarantined",
    answered: false,
    reason: `${number} of ${tenant} is in quarantine: its notice is spoken`,
  };
}

/** What the region does where nothing of a tenant is known: its notice, then its desk if it has one. */
function staticFallback(reason: string, region: RegionFallback, ends: Ends): Decision {
  const spoken = spokenFallback(reason, region);
  return region.dial ? { ...spoken, action: "dial", number: region.dial, callerId: callerIdOf(ends) } : spoken;
}

/** The answer when the signature can't be checked: the region's notice, and no call to a person. */
export function spokenFallback(reason: string, region: RegionFallback): Decision & { action: "say" } {
  return {
    action: "say",
    notice: "static",
    outcome: "fallback",
    fallbackReason: "routes-unreadable",
    language: region.language,
    say: region.say,
    reason,
  };
}

function toFallback(
  route: Route,
  region: RegionFallback,
  ends: Ends,
  fallbackReason: FallbackReason,
  why: string,
): Decision {
  const { say, dial, language = route.agent.sayLanguage ?? route.agent.language }: Fallback = route.fallback;
  const common = { outcome: "fallback", fallbackReason, language } as const;
  if (dial)
    return {
      action: "dial",
      ...common,
      ...(say && { say }),
      number: dial,
      callerId: callerIdOf(ends),
      reason: `${why}: ${dial} is dialled`,
    };
  if (say)
    return { action: "say", notice: "fallback", ...common, say, reason: `${why}: the fallback's notice is spoken` };
  return {
    ...staticFallback(`${why}, and ${route.number} has no fallback: the region's notice is spoken`, region, ends),
    fallbackReason,
  };
}

function afterDial(status: DialStatus, found: Lookup, region: RegionFallback): Decision {
  switch (status) {
    case "completed":
    case "answered":
      return { action: "hang-up", outcome: "fallback", answered: true, reason: "the fallback took the call" };
    case "canceled":
      return { action: "hang-up", outcome: "fallback", reason: "the caller hung up while the fallback rang" };
    case "busy":
    case "no-answer":
    case "failed":
      return lastNotice(`the fallback didn't take the call (${status})`, found, region);
  }
}

/** The end of the line: spoken once, in the region's words, and nothing more is tried. */
function lastNotice(why: string, found: Lookup, region: RegionFallback): Decision {
  const route = typeof found === "object" ? ` of ${found.number}` : "";
  return {
    action: "say",
    notice: "last",
    say: region.say,
    language: region.language,
    outcome: "fallback",
    reason: `${why}${route}: a last notice, then the end`,
  };
}

function code(errorCode: string | undefined): string {
  return errorCode ? ` (Twilio error ${errorCode})` : "";
}
