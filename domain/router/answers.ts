import type { CallCarrier, CallIdentity } from "../contract/call.ts";
import { languageOf, type RegionFallback, wordsIn } from "../contract/region-fallback.ts";
import type { Fallback, Route } from "../contract/route.ts";
import { callerIdOf } from "./caller-id.ts";
import type { Decision, FallbackReason, Lookup } from "./decision.ts";

/** Answer for a number in quarantine: its notice is spoken, and neither the agent nor the fallback gets the call. */
export function quarantineNotice(
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
export function regionAnswer(
  reason: string,
  region: RegionFallback,
  call: CallIdentity,
  language = languageOf(region, call.called.text),
): Decision {
  const notice = regionNotice(reason, region, language);
  return region.dial ? { ...notice, action: "dial", number: region.dial, callerId: callerIdOf(call) } : notice;
}

/**
 * The region's notice alone. Also the reply when the signature can't be checked: speak the notice, never dial.
 *
 * @param language of the agent, else of the called number; undefined: the region's own
 */
export function regionNotice(
  reason: string,
  region: RegionFallback,
  language: string | undefined,
): Decision & { action: "say" } {
  const words = wordsIn(region, language);
  return {
    action: "say",
    notice: "static",
    outcome: "fallback",
    fallbackReason: "routes-unreadable",
    language: words.language,
    say: words.say,
    reason,
  };
}

/** The fallback of a route that has one: its text, then its number. Without one, the region answers. */
export function toFallback(
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
  return { ...regionAnswer(reason, region, call, language), fallbackReason };
}

/** Ends the call with the region's notice. */
export function lastNotice(why: string, route: Lookup, region: RegionFallback, called: string): Decision {
  const number = typeof route === "object" ? ` of ${route.number}` : "";
  const { agent } = typeof route === "object" ? route : {};
  const { say, language } = wordsIn(region, agent?.sayLanguage ?? agent?.language ?? languageOf(region, called));
  return {
    action: "say",
    notice: "last",
    say,
    language,
    outcome: "fallback",
    reason: `${why}${number}: a last notice, then the end`,
  };
}

const CARRIER_NAMES: Readonly<Record<CallCarrier, string>> = { twilio: "Twilio" };

/** An error code of the carrier, for a reason. */
export const errorText = (code: string | undefined, { carrier }: CallIdentity): string =>
  code ? ` (${CARRIER_NAMES[carrier]} error ${code})` : "";
