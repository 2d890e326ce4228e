import type { Speaker } from "./caller.ts";
import type { LiveCall } from "./live-call.ts";
import type { CallResult, Leg } from "./result.ts";

/** Returns the result of a call that is over. */
export function resultOf(call: LiveCall): CallResult {
  const dialled = call.legs.filter((leg) => leg.sid !== call.sid);
  const held = (kind: Leg["kind"]): boolean =>
    dialled.some((leg) => leg.kind === kind && (leg.status === "completed" || leg.status === "ended"));
  const heard = (who: Speaker): boolean => call.transcript.some((line) => line.who === who);
  const answeredBy = held("agent")
    ? "agent"
    : held("phone")
      ? "phone"
      : heard("agent")
        ? "agent"
        : call.spoken
          ? "twiml"
          : undefined;
  return {
    sid: call.sid,
    to: call.to,
    from: call.from,
    status: call.status as CallResult["status"],
    answered: answeredBy !== undefined,
    answeredBy,
    legs: call.legs,
    webhooks: call.webhooks,
    webhookMs: call.webhooks.find((one) => one.purpose === "voice")?.ms,
    transcript: call.transcript,
    twiml: call.twiml,
    errors: call.errors,
    seconds: call.seconds,
  };
}
