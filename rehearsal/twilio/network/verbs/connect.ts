import { wholeSeconds } from "../call/duration.ts";
import { runRelay } from "../relay/session.ts";
import { runStream } from "../stream/turns.ts";
import type { Perform } from "../twiml/script.ts";
import { action, NEXT, refuseOthers } from "../twiml/step.ts";

/**
 * Connects the call to `<ConversationRelay>` or to a bidirectional `<Stream>`. The action gets the session's status: `completed`
 * when the caller hung up (the action's answer is then not run), `ended` when the agent ended it, `failed` with the error of
 * Twilio's own example. The account's error log gets the precise code (64102, 64105). Settings that Twilio refuses (64101, 64106)
 * disconnect the call without a request to the action.
 * https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#connect-action-url-callback
 */
export const connect: Perform = async (call, verb, { url }) => {
  const refusal = await refuseOthers(call, verb, "ConversationRelay", "Stream");
  if (refusal) return refusal;
  const noun = verb.nouns.find((one) => one.name === "ConversationRelay" || one.name === "Stream");
  if (!noun) {
    await call.log("warning", 12200, "Schema validation warning: <Connect> has nothing to connect to; it is skipped");
    return NEXT;
  }
  await call.answer();
  const to = noun.attributes.url ?? "";
  if (noun.name === "Stream") {
    const began = call.network.clock.elapsed();
    const stream = await runStream(call, noun, url);
    const seconds = (call.network.clock.elapsed() - began) / 1000;
    call.leg({ kind: "agent", sid: stream?.sid ?? "", to, status: stream ? "ended" : "failed", seconds });
    return action(verb, stream ? { StreamSid: stream.sid } : {});
  }

  const sid = call.network.exchange.mintSid("VX");
  const session = await runRelay(call, noun, sid);
  call.leg({ kind: "agent", sid, to, status: session.status, seconds: session.seconds });
  if (session.dropped) return { kind: "end", status: "completed" };
  return action(verb, {
    SessionId: session.sid,
    SessionStatus: session.status,
    SessionDuration: String(wholeSeconds(session.seconds)),
    ...(session.handoffData === undefined ? {} : { HandoffData: session.handoffData }),
    ...(session.status === "failed"
      ? { ErrorCode: "39001", ErrorMessage: "Network connection to WebSocket server failed." }
      : {}),
  });
};
