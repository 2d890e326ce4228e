import type { HostResolver } from "../../hosts.ts";
import type { Exchange } from "./exchange.ts";
import { wholeSeconds } from "./parameters.ts";
import { type RelayLimits, runRelay } from "./relay.ts";
import { NEXT, type Perform, refuse } from "./verbs.ts";

/**
 * `<Connect><ConversationRelay>`. The action hears how the session went: `completed` when the caller hung up (what it answers
 * is then not run), `ended` when the agent ended it, `failed` with the error of Twilio's own example. The account's error log
 * gets the finer code (64102, 64105).
 * https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#connect-action-url-callback
 */
export function connectVerb(options: { exchange: Exchange; resolve: HostResolver; limits: RelayLimits }): Perform {
  return async (call, verb) => {
    for (const noun of verb.nouns) {
      if (noun.name === "ConversationRelay") continue;
      const step = await refuse(call, noun.name, "Connect");
      if (step.kind === "end") return step;
    }
    const noun = verb.nouns.find((one) => one.name === "ConversationRelay");
    if (!noun) {
      await call.log("warning", 12200, "Schema validation warning: <Connect> has nothing to connect to; it is skipped");
      return NEXT;
    }
    await call.answer();
    const sid = options.exchange.mintSid("VX");
    const session = await runRelay(call, noun, { sid, resolve: options.resolve, limits: options.limits });
    call.leg({ kind: "agent", sid, to: noun.attributes.url ?? "", status: session.status, seconds: session.seconds });
    if (session.status === "completed") await call.end("completed");

    const { action, method } = verb.attributes;
    if (!action) return call.over ? { kind: "end" } : NEXT;
    return {
      kind: "request",
      purpose: "action",
      url: action,
      method,
      params: {
        SessionId: session.sid,
        SessionStatus: session.status,
        SessionDuration: String(wholeSeconds(session.seconds)),
        ...(session.handoffData === undefined ? {} : { HandoffData: session.handoffData }),
        ...(session.status === "failed"
          ? { ErrorCode: "39001", ErrorMessage: "Network connection to WebSocket server failed." }
          : {}),
      },
    };
  };
}
