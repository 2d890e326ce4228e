import type { HostResolver } from "../../../hosts.ts";
import type { Clock } from "../../clock.ts";
import type { Exchange } from "../exchange.ts";
import type { SimulatedPhone } from "./phone.ts";

/** Limits of a rehearsal, in milliseconds of the clock. */
export interface Limits {
  /** For an agent's WebSocket to open. */
  readonly connectMs: number;
  /** How long a scripted caller waits for an agent's words before hanging up. */
  readonly patienceMs: number;
  /** Pause between two turns: an agent that wants to end the session says so within it. */
  readonly breathMs: number;
  /** How long a scripted caller waits in a queue, or alone in a conference, before hanging up. */
  readonly holdMs: number;
}

/** What the calls of one network share. A feature's own state is {@link Attached} to it. */
export interface Switchboard {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly resolve: HostResolver;
  readonly limits: Limits;
  readonly phones: ReadonlyMap<string, SimulatedPhone>;
  readonly unknownPhone: SimulatedPhone;
}
