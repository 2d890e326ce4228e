import type { HostResolver } from "../../../hosts.ts";
import type { Clock } from "../../clock.ts";
import type { Exchange } from "../exchange.ts";
import type { SimulatedPhone } from "./phone.ts";

/** Time limits of a rehearsal, in milliseconds of its clock. */
export interface Limits {
  /** How long an agent's WebSocket may take to open. */
  readonly connectMs: number;
  /** How long a scripted caller waits for an agent to speak before hanging up. */
  readonly patienceMs: number;
  /** Pause between two turns, in which an agent can end the session before the caller speaks. */
  readonly breathMs: number;
  /** How long a scripted caller waits in a queue, or alone in a conference, before hanging up. */
  readonly holdMs: number;
}

/** Dependencies and settings that the calls of one network share. Features attach their own state with {@link Attached}. */
export interface Switchboard {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly resolve: HostResolver;
  readonly limits: Limits;
  readonly phones: ReadonlyMap<string, SimulatedPhone>;
  readonly unknownPhone: SimulatedPhone;
}
