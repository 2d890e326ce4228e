import { printable } from "../../domain/contract/printable.ts";
import type { CallOrder, NumberStatus } from "../../launch/world/protocol.ts";
import type { CallEvent, CallResult } from "../twilio/network/index.ts";
import type { World } from "../world.ts";
import type { WorldLog } from "./log.ts";
import { numbersOf } from "./numbers.ts";
import { RemoteCaller } from "./remote-caller.ts";
import type { Exchange } from "./server.ts";
import { stackStatus } from "./status.ts";

/** The result of `call`. */
export interface CallReport {
  readonly result: CallResult;
  /** The call record that the handlers wrote; undefined if no handler received the call. */
  readonly record: Readonly<Record<string, unknown>> | undefined;
  /** Milliseconds from dialling to the first words that the caller heard; undefined when there were none. */
  readonly answerDelayMs: number | undefined;
  /** The numbers that can be called, if no account has the dialled one. */
  readonly numbers?: readonly NumberStatus[];
}

/** Places calls on behalf of other processes. */
export class Calls {
  readonly #world: World;
  readonly #log: WorldLog;
  readonly #underWay = new Map<RemoteCaller, Promise<unknown>>();

  constructor(world: World, log: WorldLog) {
    this.#world = world;
    this.#log = log;
  }

  /** Hangs up every call in progress. */
  async hangUpAll(): Promise<void> {
    for (const caller of this.#underWay.keys()) caller.obey({ hangUp: true });
    await Promise.allSettled(this.#underWay.values());
  }

  /** Places a call, sends its events as they happen, and returns after the last status callback. */
  async place(order: CallOrder, exchange: Exchange): Promise<CallReport> {
    let answerDelayMs: number | undefined;
    const hear = (event: CallEvent) => {
      if (event.type === "line" && event.who !== "caller") answerDelayMs ??= event.atMs;
      exchange.event(event);
    };
    const caller = new RemoteCaller(order.says);
    caller.follow(exchange.more).catch(() => undefined); // a line that isn't JSON ends the connection and the call
    const { to, from, pace } = order;
    const call = this.#world.twilio.network.call({ to, from, pace, caller, onEvent: hear });
    this.#underWay.set(caller, call);
    try {
      const result = await call;
      const { sid, status, answeredBy, seconds } = result;
      const by = answeredBy === undefined ? "" : `, answered by ${answeredBy}`;
      this.#log.write(
        "network",
        `${printable(from) || "(no caller ID)"} called ${to}: ${status}${by}, ${seconds.toFixed(1)} s`,
        { callSid: sid },
      );
      const unknown = this.#world.twilio.store.holder(to) === undefined;
      return {
        result,
        record: await this.#record(sid),
        answerDelayMs,
        ...(unknown ? { numbers: numbersOf(this.#world) } : {}),
      };
    } finally {
      this.#underWay.delete(caller);
    }
  }

  /** Reads the call record from the region that stored it. */
  async #record(sid: string): Promise<Record<string, unknown> | undefined> {
    for (const { stack, kind, resources } of stackStatus(this.#world)) {
      if (kind !== "region" || resources === 0) continue;
      const record = await this.#world.callRecord(stack, sid);
      if (record !== undefined) return record;
    }
    return undefined;
  }
}
