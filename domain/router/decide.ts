import type { CallCarrier, CallIdentity } from "../contract/call.ts";
import type { RegionFallback } from "../contract/region-fallback.ts";
import type { Fallback, Route } from "../contract/route.ts";
import { callerIdOf } from "./caller-id.ts";

/** An event on a call. Each carrier's handler parses the carrier's own events into these. */
export type CallEvent =
  /** A caller dialled the number. */
  | { readonly kind: "incoming" }
  /** The agent's session ended. */
  | {
      readonly kind: "after-connect";
      /** `completed`: the caller hung up; `ended`: the agent ended it; `failed`: the session never began, or it broke. */
      readonly sessionStatus: "completed" | "ended" | "failed";
      readonly sessionSeconds?: number;
      /** What the agent sent when it ended the session. If not empty, the caller is handed over to the fallback. */
      readonly handoffData?: string;
      readonly errorCode?: string;
    }
  /** The leg to the fallback's number ended. */
  | { readonly kind: "after-dial"; readonly dialStatus: DialStatus; readonly dialSeconds?: number }
  /** The carrier couldn't fetch or use an answer of ours, and asks for another. */
  | { readonly kind: "vendor-fallback"; readonly failed: AnswerOf; readonly errorCode?: string };

export type DialStatus = "completed" | "answered" | "busy" | "no-answer" | "failed" | "canceled";

/** Which of our answers failed: to the call, after the agent's session, or after the fallback was dialled. */
export type AnswerOf = "incoming" | "after-connect" | "after-dial";

/** Result of the lookup of the called number: its route, no route, or an unreadable table. */
export type Lookup = Route | "unknown" | "unreadable";

/** Who answered the call: the agent, its fallback (a notice counts), or neither because the number has no route or is in quarantine. */
export type Outcome = "agent" | "fallback" | "apology" | "quarantined";

interface Common {
  /** Reason for the decision, in words. */
  readonly reason: string;
  /** Set for events that decide who answers the call. */
  readonly outcome?: Outcome;
  /** True if an agent or a person spoke with the caller, false if neither did; absent while that is unknown. */
  readonly answered?: boolean;
  readonly fallbackReason?: FallbackReason;
}

/** Why the fallback took over, for reports. */
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
        /** Caller ID that the dialled person sees ({@link callerIdOf}). */
        readonly callerId: string;
      }
    | { readonly action: "say"; readonly say: string; readonly language: string; readonly notice: Notice }
    | { readonly action: "hang-up" }
  );

/** Which notice is spoken: the route's fallback, the last one after that failed, the apology for an unknown number, the one of a number in quarantine, or the region's. */
export type Notice = "fallback" | "last" | "apology" | "quarantine" | "static";

/**
 * Decides what to do with a call. Pure: handlers, tests and explanations call it, so they agree; the time and the call's id are arguments
 * because an assignment may depend on them. A call reaches the fallback at most once; after a fallback that failed, the region's notice ends it.
 */
export function decide(
  event: CallEvent,
  route: Lookup,
  _now: Date,
  call: CallIdentity,
  region: RegionFallback,
): Decision {
  if (event.kind === "after-dial") return afterDial(event.dialStatus, route, region);
  if (event.kind === "after-connect" && event.sessionStatus !== "failed" && !event.handoffData) {
    return {
      action: "hang-up",
      reason: `the agent's session ${event.sessionStatus}`,
      outcome: "agent",
      answered: true,
    };
  }
  if (event.kind === "vendor-fallback" && event.failed === "after-dial") {
    return lastNotice(`our answer after the fallback failed${errorText(event.errorCode, call)}`, route, region);
  }
  if (route === "unknown") {
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
  if (route === "unreadable") return regionAnswer(`the routes of ${region.name} can't be read`, region, call);
  // A call that began before the quarantine continues as it began.
  const began = event.kind === "vendor-fallback" ? event.failed : event.kind;
  if (route.quarantined && began !== "after-connect") return quarantineNotice(route, route.quarantined);

  switch (event.kind) {
    case "incoming":
      return {
        action: "connect",
        route,
        outcome: "agent",
        reason: `agent ${route.agent.name} (${route.agent.version}) of ${route.tenant} takes calls to ${route.number}`,
      };
    case "after-connect": {
      const { name } = route.agent;
      if (event.sessionStatus === "failed") {
        const why = `the session with agent ${name} failed${errorText(event.errorCode, call)}`;
        return toFallback(route, region, call, "agent-failed", why);
      }
      const handed = toFallback(route, region, call, "handed-over", `agent ${name} handed the caller over`);
      return { ...handed, answered: true };
    }
    case "vendor-fallback": {
      const why = `our answer to ${event.failed} failed${errorText(event.errorCode, call)}`;
      return toFallback(route, region, call, "answer-failed", why);
    }
  }
}

/** Answer for a number in quarantine: its notice is spoken, and neither the agent nor the fallback gets the call. */
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

/** Answer when no tenant's fallback is known: the region's notice, then a call to its desk if it has one. */
function regionAnswer(reason: string, region: RegionFallback, call: CallIdentity): Decision {
  const notice = regionNotice(reason, region);
  return region.dial ? { ...notice, action: "dial", number: region.dial, callerId: callerIdOf(call) } : notice;
}

/** The region's notice alone. Also the reply when the signature can't be checked: speak the notice, never dial. */
export function regionNotice(reason: string, region: RegionFallback): Decision & { action: "say" } {
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
  call: CallIdentity,
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
      callerId: callerIdOf(call),
      reason: `${why}: ${dial} is dialled`,
    };
  if (say)
    return { action: "say", notice: "fallback", ...common, say, reason: `${why}: the fallback's notice is spoken` };
  const reason = `${why}, and ${route.number} has no fallback: the region's notice is spoken`;
  return { ...regionAnswer(reason, region, call), fallbackReason };
}

function afterDial(status: DialStatus, route: Lookup, region: RegionFallback): Decision {
  switch (status) {
    case "completed":
    case "answered":
      return { action: "hang-up", outcome: "fallback", answered: true, reason: "the fallback took the call" };
    case "canceled":
      return { action: "hang-up", outcome: "fallback", reason: "the caller hung up while the fallback rang" };
    case "busy":
    case "no-answer":
    case "failed":
      return lastNotice(`the fallback didn't take the call (${status})`, route, region);
  }
}

/** Ends the call with the region's notice. */
function lastNotice(why: string, route: Lookup, region: RegionFallback): Decision {
  const number = typeof route === "object" ? ` of ${route.number}` : "";
  return {
    action: "say",
    notice: "last",
    say: region.say,
    language: region.language,
    outcome: "fallback",
    reason: `${why}${number}: a last notice, then the end`,
  };
}

const CARRIER_NAMES: Readonly<Record<CallCarrier, string>> = { twilio: "Twilio" };

const errorText = (code: string | undefined, { carrier }: CallIdentity): string =>
  code ? ` (${CARRIER_NAMES[carrier]} error ${code})` : "";
