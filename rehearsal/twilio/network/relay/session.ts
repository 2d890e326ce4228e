import { Attached } from "../call/attached.ts";
import { Interrupted } from "../call/interruption.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Switchboard } from "../call/switchboard.ts";
import type { VoiceLimits } from "../exchange.ts";
import type { Verb } from "../twiml/parse.ts";
import { openSocket } from "../webhook/websocket.ts";
import { RelayAgent } from "./agent.ts";
import { Conversation } from "./conversation.ts";
import { settingsOf } from "./settings.ts";
import { soundFault } from "./sound.ts";

/** Each network's number of live sessions, by account. */
const SESSIONS = new Attached<Switchboard, Map<string, number>>(() => new Map());

/** How a ConversationRelay session ended, as the `<Connect>` action's parameters report it. */
export interface Session {
  readonly sid: string;
  readonly status: "completed" | "ended" | "failed";
  readonly seconds: number;
  readonly handoffData?: string;
  /** True when Twilio disconnected the call together with the session: neither the action nor another verb runs. */
  readonly dropped?: true;
}

/**
 * Runs `<ConversationRelay>`: connects to the agent's WebSocket, greets the caller, sends the agent what the caller says and
 * presses, speaks what the agent sends, and ends when either side does. Failures go to the account's error log.
 * @throws Interrupted when the call gets new instructions
 */
export async function runRelay(call: LiveCall, noun: Verb, sid: string): Promise<Session> {
  const { clock, resolve, limits } = call.network;
  const began = clock.elapsed();
  const settings = settingsOf(noun);
  const { address } = settings;
  const session = (status: Session["status"], handoffData?: string): Session => {
    const seconds = (clock.elapsed() - began) / 1000;
    return { sid, status, seconds, ...(handoffData === undefined ? {} : { handoffData }) };
  };
  const failed = async (code: number, message: string): Promise<Session> => {
    await call.log("error", code, message, address);
    return session("failed");
  };

  const { accountSid, authToken } = call.account;
  const sessions = SESSIONS.of(call.network);
  const underWay = sessions.get(accountSid) ?? 0;
  const refusal = rejected(call.network.exchange.voiceLimits?.(accountSid) ?? {}, underWay);
  if (refusal) return { ...(await failed(refusal.code, refusal.message)), dropped: true };
  sessions.set(accountSid, underWay + 1);
  try {
    return await held();
  } finally {
    sessions.set(accountSid, (sessions.get(accountSid) ?? 1) - 1);
  }

  async function held(): Promise<Session> {
    const socket = await clock.during(openSocket({ address, authToken, resolve, connectMs: limits.connectMs }));
    if (typeof socket === "string") return failed(64102, `Unable to connect to WebSocket URL: ${socket}`);
    const agent = new RelayAgent(call, settings, socket);
    agent.setup(sid);
    const fault = soundFault(noun);
    if (fault) {
      agent.refuse(fault.message);
      await agent.close();
      return { ...(await failed(fault.code, fault.message)), dropped: true };
    }
    try {
      const end = await new Conversation(call, settings, agent).converse();
      if (end?.by === "failure") return await failed(64105, `WebSocket ended: ${end.why}`);
      if (end) return session("ended", end.handoffData);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (!call.over) throw error;
    } finally {
      await agent.close();
    }
    return session("completed");
  }
}

/**
 * Returns why Twilio rejects a session. For an account that hasn't accepted the addendum, Twilio documents no error code and no effect
 * on the call (https://www.twilio.com/docs/voice/conversationrelay/onboarding): 64199 is the rehearsal's own code, and the call ends.
 */
function rejected(
  { conversationRelay = true, relaySessions = Number.POSITIVE_INFINITY }: VoiceLimits,
  underWay: number,
): { readonly code: number; readonly message: string } | undefined {
  if (!conversationRelay) return { code: 64199, message: "ConversationRelay isn't enabled for the account" };
  if (underWay >= relaySessions) return { code: 64109, message: "ConversationRelay: Concurrency limit reached" };
  return undefined;
}
