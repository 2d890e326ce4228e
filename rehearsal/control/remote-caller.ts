import type { Utterance } from "../../launch/world/protocol.ts";
import type { Act, Asked, Caller, Handset } from "../twilio/network/index.ts";

/** A caller whose sentences come from a terminal, a pipe or a list. */
export class RemoteCaller implements Caller {
  readonly #waiting: (Act & { interrupts: boolean })[] = [];
  #done = false;
  #handset: Handset | undefined;
  #gone = false;
  #wake: () => void = () => {};

  /** With a list: says one sentence at each turn, then hangs up. */
  constructor(says?: readonly string[]) {
    if (says === undefined) return;
    for (const speech of says) this.#waiting.push({ speech, interrupts: false });
    this.#done = true;
  }

  /** A person may be thinking: the network's time limits apply only once all sentences are known. */
  get unhurried(): boolean {
    return !this.#done;
  }

  connected(handset: Handset): void {
    this.#handset = handset;
    if (this.#gone) handset.hangUp();
  }

  obey(utterance: Utterance): void {
    if ("hangUp" in utterance) {
      this.#gone = true;
      this.#handset?.hangUp();
    } else if ("done" in utterance) this.#done = true;
    else {
      const { interrupts = false } = utterance;
      this.#waiting.push(
        "say" in utterance ? { speech: utterance.say, interrupts } : { digits: utterance.dtmf, interrupts },
      );
    }
    this.#wake();
  }

  /** Obeys the utterances of a connection; hangs up when it closes. */
  async follow(utterances: AsyncIterator<unknown>): Promise<void> {
    try {
      for (;;) {
        const next = await utterances.next();
        if (next.done) break;
        this.obey(next.value as Utterance);
      }
    } finally {
      this.obey({ hangUp: true });
    }
  }

  async turn(asked: Asked, signal: AbortSignal): Promise<Act | undefined> {
    const waited = !this.#done;
    while (!signal.aborted) {
      if (this.#gone) return { hangUp: true };
      const next = this.#waiting[0];
      if (next !== undefined && (asked.floor || next.interrupts)) {
        this.#waiting.shift();
        const { interrupts: _, ...act } = next;
        return act;
      }
      if (next === undefined && this.#done) {
        // The network waited without a limit until now, so nothing else would end the call.
        if (waited) return { hangUp: true };
        // As scripts do: hang up on an agent at its turn; let persons and prompts finish.
        return asked.floor && asked.by === "agent" ? { hangUp: true } : undefined;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    return undefined;
  }
}
