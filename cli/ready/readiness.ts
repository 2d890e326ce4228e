import type { CallRecord } from "../../domain/contract/call-record.ts";

/** The fields of a call's record that show who answered the call. */
export type TakenCall = Pick<
  CallRecord,
  | "callSid"
  | "number"
  | "startedAt"
  | "endedAt"
  | "agent"
  | "sessionStatus"
  | "sessionSeconds"
  | "sessionError"
  | "fallbackReason"
>;

/** State of a connection, as its call records show it. */
export type State =
  /** An agent talked with a caller. */
  | "answered"
  /** There were calls, but none reached an agent. */
  | "not-answered"
  /** The newest call is in progress, and no earlier one reached an agent. */
  | "under-way"
  | "no-call"
  /** The connection's webhooks would be refused: the stack has no token of its account. */
  | "not-deployed";

/** A connection's state, and the call that shows it: the newest that an agent answered, else the newest. */
export interface Readiness {
  readonly connection: string;
  readonly accountSid?: string;
  readonly state: State;
  readonly call?: TakenCall;
  /** Why the call reached no agent, if its record shows the reason. */
  readonly why?: string;
  /** What to do, in order. */
  readonly fix: readonly string[];
}

/** A tenant's connection, with its deployment, numbers and calls. */
export interface OnConnection {
  readonly connection: string;
  /** The account whose signatures the region accepts for the connection; undefined before it is deployed. */
  readonly accountSid: string | undefined;
  /** The connection's numbers in service. */
  readonly numbers: readonly string[];
  /** The connection's calls, newest first. */
  readonly calls: readonly TakenCall[];
  readonly stack: string;
}

/** Determines a connection's state, and what to do until an agent has answered one of its calls. */
export function readinessOf({ connection, accountSid, numbers, calls, stack }: OnConnection): Readiness {
  if (accountSid === undefined)
    return { connection, state: "not-deployed", fix: [`Deploy it:  npx pulumi up --stack ${stack}`] };
  const known = { connection, accountSid };
  const answered = calls.find(wasAnswered);
  if (answered) return { ...known, state: "answered", call: answered, fix: [] };
  const [call] = calls;
  const test = numbers[0]
    ? `Call ${numbers[0]}, talk to the agent, hang up, and run this again`
    : "Give it a number, call that, talk to the agent, hang up, and run this again";
  const log = `the error log of account ${accountSid}: Twilio Console, Monitor, Logs, Errors`;
  if (!call) return { ...known, state: "no-call", fix: [test, `If you have called already, look into ${log}`] };
  if (call.endedAt === undefined)
    return {
      ...known,
      state: "under-way",
      call,
      fix: ["Hang up, wait a minute for Twilio to report the end, and run this again"],
    };
  return {
    ...known,
    state: "not-answered",
    call,
    why: whyNot(call),
    fix: [...addendum(call, accountSid), `Look into ${log}`, test],
  };
}

/** `completed`: the caller hung up; `ended`: the agent ended the session. https://www.twilio.com/docs/voice/twiml/connect/conversationrelay#connect-action-url-callback */
const wasAnswered = ({ sessionStatus, sessionSeconds }: TakenCall): boolean =>
  (sessionStatus === "completed" || sessionStatus === "ended") && sessionSeconds !== 0;

function whyNot({ agent, sessionStatus, sessionError, fallbackReason }: TakenCall): string {
  if (sessionStatus === "failed")
    return `the session with agent ${agent} failed${sessionError ? ` (${sessionError})` : ""}`;
  if (fallbackReason === "answer-failed") return "Twilio couldn't get or use our answer";
  if (fallbackReason === "routes-unreadable") return "the region's routes couldn't be read";
  if (agent === undefined) return "its number had no route";
  if (sessionStatus !== undefined) return `the call ended before the session with agent ${agent} began`;
  return `our answer connected agent ${agent}, but Twilio reported no session`;
}

/** Advice if our answer connected the call to an agent but Twilio reported no session: the addendum may be missing (Twilio doesn't document that case). */
function addendum({ agent, sessionStatus, fallbackReason }: TakenCall, accountSid: string): string[] {
  const isNamed = agent !== undefined && (sessionStatus === undefined || sessionStatus === "failed");
  if (!isNamed || fallbackReason === "routes-unreadable") return [];
  return [
    `In the Console of account ${accountSid}, accept the ConversationRelay addendum unless it is accepted already: docs/deploy.md, "A Twilio account is made ready"`,
  ];
}
