import type { Caller } from "../call/caller.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { Invite, SimulatedPhone } from "../call/phone.ts";
import type { CallStatus } from "../exchange.ts";

/** How an outbound leg reaches its other party. */
export interface Transport {
  /** Name of the other party, where it is known. */
  readonly name?: string;
  /** The other party, once it picks up. */
  readonly end: Caller;
  /** Telephone whose behaviour decides the result of machine detection. */
  readonly phone: SimulatedPhone;
  /**
   * Rings until the leg is picked up (`in-progress`), is declined, or has rung for `timeoutMs`. Resolves to the leg's status, also
   * when the leg is ended meanwhile.
   */
  ring(leg: LiveCall, timeoutMs: number, invite?: Invite): Promise<CallStatus>;
}
