import type { Utterance } from "../../launch/world/protocol.ts";
import type { Act, Asked, Caller, Handset } from "../twilio/network/index.ts";

/** A caller whose sentences come from a terminal, a pipe or a list. */
export class RemoteCaller implements Caller {
  readonly #waiting: (Act & { interrupts: boolean })[] = [];
  #done = false;
  #handset: Handset | undefined;
  #gone = false;
  #wake: () => void = () => {};

  /** @param says sentences to say, one at each turn, before hanging up; without it, {@link follow} supplies them */
  constructor(says?: readonly string[]) {
    if (says === undefined) return;
    for (const speech of says) this.#waiting.push({ speech, interrupts: false });
    this.#done = true;
  }

  /** True while more sentences may come: a person may be thinking, so the network doesn't apply its time limits. */
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

  /** Follows the utterances that a connection sends, and hangs up when the connection closes. */
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
        // While `unhurried` was true the network set no time limit, so only hanging up ends the call.
        if (waited) return { hangUp: true };
        // Like a scripted caller: hang up when an agent waits for the caller; let persons and prompts finish.
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
