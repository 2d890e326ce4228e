import { giveUp, rings } from "../call/agent-turn.ts";
import { pressKeys } from "../call/digits.ts";
import { spokenMs } from "../call/duration.ts";
import { Interrupted } from "../call/interruption.ts";
import { type Input, interruptible } from "../call/listen.ts";
import type { LiveCall } from "../call/live-call.ts";
import type { End, RelayAgent, Utterance } from "./agent.ts";
import { kindOf, type RelaySettings } from "./settings.ts";

/** Runs the conversation between a caller and an agent. */
export class Conversation {
  readonly #call: LiveCall;
  readonly #settings: RelaySettings;
  readonly #agent: RelayAgent;

  constructor(call: LiveCall, settings: RelaySettings, agent: RelayAgent) {
    this.#call = call;
    this.#settings = settings;
    this.#agent = agent;
  }

  /**
   * Lets both sides speak in turns, unless one interrupts the other. Returns how the agent ended the session.
   * @throws Interrupted when the call is over or gets new instructions
   */
  async converse(): Promise<End | undefined> {
    const { breathMs } = this.#call.network.limits;
    for (let breathed = false; ; ) {
      const utterance = this.#agent.queue.shift();
      if (utterance) {
        const act = await this.#speak(utterance);
        if (act) await this.#take(act);
        breathed = false;
        continue;
      }
      if (this.#agent.end) {
        if (this.#agent.speakRest()) continue;
        return this.#agent.end;
      }
      if (!breathed) {
        await this.#acts(breathMs);
        breathed = true;
        continue;
      }
      const act = await this.#turn();
      if (act) await this.#take(act);
      breathed = false;
    }
  }

  /** Waits up to `ms` for the agent to act. Returns whether it did. */
  #acts(ms: number): Promise<boolean> {
    return rings(this.#call, this.#agent.bell, ms);
  }

  /** Waits for the caller's act; undefined when the agent acted first. A silent caller hangs up after `limits.patienceMs`. */
  async #turn(): Promise<Input | undefined> {
    const stop = new AbortController();
    const call = this.#call;
    const signal = AbortSignal.any([stop.signal, call.signal]);
    const turn = call.turn({ by: "agent", floor: true }, signal).then((act) => act ?? ("silent" as const));
    turn.catch(() => {});
    try {
      const act = await Promise.race([turn, this.#agent.bell.next()]);
      if (call.signal.aborted) throw new Interrupted();
      if (act !== "silent") return act ?? undefined;
      if (!(await this.#acts(call.network.limits.patienceMs))) await this.#giveUp();
      return undefined;
    } finally {
      stop.abort();
    }
  }

  /** Speaks an utterance. Stops when the agent's next words preempt it or the caller's input interrupts it; returns that input. */
  async #speak(utterance: Utterance): Promise<Input | undefined> {
    const call = this.#call;
    const { clock } = call.network;
    const began = clock.elapsed();
    const stop = new AbortController();
    this.#agent.speaking = { utterance, stop };
    const accepts = (act: Input): boolean => {
      if (utterance.interruptedBy.has(kindOf(act))) return true;
      if (this.#settings.reported.has(kindOf(act))) this.#agent.report(act);
      return false;
    };
    try {
      const act = await interruptible(call, "agent", accepts, () =>
        call
          .within(stop.signal, () => call.say(utterance.who, utterance.text))
          .catch((error: unknown) => {
            if (!(error instanceof Interrupted) || !stop.signal.aborted) throw error;
          }),
      );
      if (!act) return undefined;
      const words = utterance.text.split(/\s+/);
      // At pace 0, where nothing takes time, assume that an interruption comes halfway through the utterance.
      const part = call.pace > 0 ? (clock.elapsed() - began) / call.pace / spokenMs(utterance.text) : 0.5;
      const heard = words.slice(0, Math.min(words.length, Math.floor(part * words.length))).join(" ");
      this.#agent.interrupted(heard, heard === "" ? 0 : spokenMs(heard));
      return act;
    } finally {
      this.#agent.speaking = undefined;
    }
  }

  /** Sends the agent the caller's input. After a sentence, waits for the agent's answer. */
  async #take(act: Input): Promise<void> {
    const call = this.#call;
    if ("refer" in act) return;
    if ("digits" in act) await pressKeys(call, act.digits);
    else await call.say(call.speaker, act.speech);
    const before = this.#agent.turns;
    this.#agent.report(act, false);
    if ("digits" in act) return;
    const { clock, limits } = call.network;
    const until = clock.elapsed() + (call.caller.unhurried ? Number.POSITIVE_INFINITY : limits.patienceMs);
    while (!this.#agent.end && this.#agent.turns <= before) {
      const leftMs = until - clock.elapsed();
      if (leftMs <= 0) return this.#giveUp();
      if (this.#agent.queue.length > 0) {
        const utterance = this.#agent.queue.shift() as Utterance;
        const next = await this.#speak(utterance);
        if (next) return this.#take(next);
        continue;
      }
      await this.#acts(Math.min(leftMs, 2 ** 31 - 1));
    }
  }

  async #giveUp(): Promise<void> {
    await giveUp(this.#call);
    throw new Interrupted();
  }
}
