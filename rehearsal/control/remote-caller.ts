import type { Utterance } from "../../launch/world/protocol.ts";
import type { Act, Asked, Caller, Handset } from "../twilio/network/index.ts";

/** A caller whose words come from elsewhere: from a terminal, a pipe, or a list. */
export class RemoteCaller implements Caller {
  readonly #waiting: (Act & { interrupts: boolean })[] = [];
  #done = false;
  #handset: Handset | undefined;
  #gone = false;
  #wake: () => void = () => {};

  /** With a list he says that, one sentence at each turn, and then hangs up. */
  constructor(says?: readonly string[]) {
    if (says === undefined) return;
    for (const speech of says) this.#waiting.push({ speech, interrupts: false });
    this.#done = true;
  }

  /** Somebody may be thinking what to say. When all is said, the network's time limits run. */
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

  /** Does what the other side of a connection says; hangs up when that is gone. */
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
        // The network waits without a limit for who may yet say something: when that is over, the call is.
        if (waited) return { hangUp: true };
        // As a script does: an agent is hung up on; persons and prompts have their say.
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
