import type { Route } from "../contract/route.ts";

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
        /** Caller ID that the dialled person sees (caller-id.ts). */
        readonly callerId: string;
      }
    | { readonly action: "say"; readonly say: string; readonly language: string; readonly notice: Notice }
    | { readonly action: "hang-up" }
  );

/** Which notice is spoken: the route's fallback, the last one after that failed, the apology for an unknown number, the one of a number in quarantine, or the region's. */
export type Notice = "fallback" | "last" | "apology" | "quarantine" | "static";
