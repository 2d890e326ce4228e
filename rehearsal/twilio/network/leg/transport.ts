import type { Caller } from "../call/caller.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Invite, SimulatedPhone } from "../call/phone.ts";
import type { CallStatus } from "../exchange.ts";

/** How an outbound leg reaches its other end. */
export interface Transport {
  /** Name of the party at the other end, where it is known. */
  readonly name?: string;
  /** What the leg hears and says once it is picked up. */
  readonly end: Caller;
  /** The telephone that machine detection listens to. */
  readonly phone: SimulatedPhone;
  /**
   * Rings until the leg is picked up (`in-progress`), is declined, or has rung for `timeoutMs`. A leg that is ended meanwhile
   * gives its status.
   */
  ring(leg: LiveCall, timeoutMs: number, invite?: Invite): Promise<CallStatus>;
}
