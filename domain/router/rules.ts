import type { CallIdentity } from "../contract/call.ts";
import { languageOf, type RegionFallback, wordsIn } from "../contract/region-fallback.ts";
import type { Route } from "../contract/route.ts";
import { errorText, lastNotice, quarantineNotice, regionAnswer, toFallback } from "./answers.ts";
import type { CallEvent, Decision, Lookup } from "./decision.ts";

/** What a decision depends on. */
export interface Situation {
  readonly event: CallEvent;
  readonly route: Lookup;
  readonly now: Date;
  readonly call: CallIdentity;
  readonly region: RegionFallback;
}

/** A rule of the router. */
export interface Rule {
  readonly name: RuleName;
  /** The rule in a sentence, for explanations. */
  readonly says: string;
  /** Decides, or returns why the rule doesn't apply. The reason is a function: only an explanation needs its text. */
  readonly apply: (situation: Situation) => Decision | (() => string);
}

export type RuleName =
  | "fallback-answered"
  | "caller-gone"
  | "last-notice"
  | "session-over"
  | "no-route"
  | "routes-unreadable"
  | "quarantine"
  | "agent"
  | "fallback"
  | "region-fallback";

/** The rules in their order: the first that applies decides. The last always applies. */
export const RULES: readonly Rule[] = [
  {
    name: "fallback-answered",
    says: "the call is over after a person took it from the fallback",
    apply: ({ event }) => {
      if (event.kind !== "after-dial") return () => "the fallback's phone wasn't called";
      if (event.dialStatus !== "completed" && event.dialStatus !== "answered")
        return () => `the fallback's phone was ${event.dialStatus}`;
      return { action: "hang-up", outcome: "fallback", answered: true, reason: "the fallback took the call" };
    },
  },
  {
    name: "caller-gone",
    says: "the call is over if the caller hung up while the fallback rang",
    apply: ({ event }) => {
      if (event.kind !== "after-dial") return () => "the fallback's phone wasn't called";
      if (event.dialStatus !== "canceled") return () => "the caller is still there";
      return { action: "hang-up", outcome: "fallback", reason: "the caller hung up while the fallback rang" };
    },
  },
  {
    name: "last-notice",
    says: "a fallback that failed isn't tried again: the region's notice ends the call",
    apply: ({ event, route, call, region }) => {
      if (event.kind === "after-dial")
        return lastNotice(`the fallback didn't take the call (${event.dialStatus})`, route, region, call.called.text);
      if (event.kind === "vendor-fallback" && event.failed === "after-dial")
        return lastNotice(
          `our answer after the fallback failed${errorText(event.errorCode, call)}`,
          route,
          region,
          call.called.text,
        );
      return () => "no fallback has failed";
    },
  },
  {
    name: "session-over",
    says: "the call is over when the agent's session ends without a handover",
    apply: ({ event }) => {
      if (event.kind !== "after-connect") return () => "no agent's session has ended";
      if (event.sessionStatus === "failed") return () => "the agent's session failed";
      if (event.handoffData) return () => "the agent handed the caller over";
      const reason = `the agent's session ${event.sessionStatus}`;
      return { action: "hang-up", reason, outcome: "agent", answered: true };
    },
  },
  {
    name: "no-route",
    says: "a number without a route gets the region's apology",
    apply: ({ route, region, call }) => {
      if (route === "unreadable") return () => "the routes can't be read";
      if (route !== "unknown") return () => "the number has a route";
      const { unknownNumber: say, language } = wordsIn(region, languageOf(region, call.called.text));
      return {
        action: "say",
        notice: "apology",
        say,
        language,
        outcome: "apology",
        answered: false,
        reason: "the number has no route",
      };
    },
  },
  {
    name: "routes-unreadable",
    says: "while the routes can't be read, the region's fallback answers",
    apply: ({ route, region, call }) =>
      route === "unreadable"
        ? regionAnswer(`the routes of ${region.name} can't be read`, region, call)
        : () => "the routes can be read",
  },
  {
    name: "quarantine",
    says: "a number in quarantine speaks its notice; a call that began before goes on",
    apply: (situation) => {
      const { event } = situation;
      const route = routeOf(situation);
      if (typeof route === "function") return route;
      if (!route.quarantined) return () => "the number is in service";
      const began = event.kind === "vendor-fallback" ? event.failed : event.kind;
      if (began === "after-connect") return () => "the call began before the quarantine, or reached the agent";
      return quarantineNotice(route, route.quarantined);
    },
  },
  {
    name: "agent",
    says: "the number's agent takes an incoming call",
    apply: (situation) => {
      const route = routeOf(situation);
      if (typeof route === "function") return route;
      if (situation.event.kind !== "incoming") return () => "the call isn't new: it was answered before";
      const { agent, tenant, number } = route;
      return {
        action: "connect",
        route,
        outcome: "agent",
        reason: `agent ${agent.name} (${agent.version}) of ${tenant} takes calls to ${number}`,
      };
    },
  },
  {
    name: "fallback",
    says: "the route's fallback takes over from an agent that failed or handed over, and from an answer that failed",
    apply: (situation) => {
      const route = routeOf(situation);
      if (typeof route === "function") return route;
      if (situation.event.kind === "incoming") return () => "the agent hasn't failed, and hasn't handed over";
      if (!route.fallback.dial && !route.fallback.say) return () => "the route has no fallback";
      return afterAgent(route, situation);
    },
  },
  {
    name: "region-fallback",
    says: "without a fallback of the route, the region's answers",
    apply: (situation) => {
      const route = routeOf(situation);
      if (typeof route === "function") return route;
      return afterAgent(route, situation);
    },
  },
];

/** The route of the called number, or why there is none. */
const routeOf = ({ route }: Situation): Route | (() => string) =>
  typeof route === "object" ? route : () => (route === "unknown" ? "the number has no route" : "no route is known");

/** The fallback's answer after an agent or one of our answers. */
function afterAgent(route: Route, { event, call, region }: Situation): Decision | (() => string) {
  const { name } = route.agent;
  if (event.kind === "after-connect" && event.sessionStatus === "failed") {
    const why = `the session with agent ${name} failed${errorText(event.errorCode, call)}`;
    return toFallback(route, region, call, "agent-failed", why);
  }
  if (event.kind === "after-connect") {
    const handed = toFallback(route, region, call, "handed-over", `agent ${name} handed the caller over`);
    return { ...handed, answered: true };
  }
  if (event.kind === "vendor-fallback") {
    const why = `our answer to ${event.failed} failed${errorText(event.errorCode, call)}`;
    return toFallback(route, region, call, "answer-failed", why);
  }
  return () => "the agent hasn't failed, and hasn't handed over";
}
