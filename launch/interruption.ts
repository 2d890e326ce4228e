import { constants } from "node:os";

/** Signals that ask a program to end: SIGINT by Ctrl-C, SIGTERM by `kill` and pipelines, SIGHUP by a closed terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Time in ms in which a repeat counts as the same signal: `timeout` and terminals also signal a program's parent, which forwards the signal. */
const REPEAT_MS = 300;

/** Handles the signals that would end this process. The first one cancels: work in progress shuts down cleanly. The second one terminates: it stops at once. */
export class Interruption {
  readonly #cancel = new AbortController();
  readonly #terminate = new AbortController();
  readonly #listener = (signal: NodeJS.Signals) => this.#receive(signal);
  #signal: NodeJS.Signals | undefined;
  #at = 0;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#listener);
  }

  /** Aborted by the first signal. */
  get cancel(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Calls `act` at the first signal; at once if there was one already. */
  onCancel(act: () => void): void {
    if (this.#cancel.signal.aborted) act();
    else this.#cancel.signal.addEventListener("abort", act, { once: true });
  }

  /** Aborted by the second signal. */
  get terminate(): AbortSignal {
    return this.#terminate.signal;
  }

  /** The first signal received; undefined if there was none yet. */
  get signal(): NodeJS.Signals | undefined {
    return this.#signal;
  }

  /** 128 plus the signal's number, as in shells: 130 after Ctrl-C, 143 after SIGTERM. */
  get exitCode(): number {
    return 128 + (this.#signal === undefined ? 0 : constants.signals[this.#signal]);
  }

  /** Removes the listeners: signals end this process again. */
  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#listener);
  }

  #receive(signal: NodeJS.Signals): void {
    if (this.#signal === undefined) {
      this.#signal = signal;
      this.#at = performance.now();
      this.#cancel.abort(new Error(`interrupted by ${signal}`));
    } else if (performance.now() - this.#at > REPEAT_MS) this.#terminate.abort();
  }
}

/**
 * Handles a closed stdout or stderr (a closed terminal, or `head` has ended), which would otherwise crash the program. "continue" drops
 * further output; "end" acts like a SIGTERM, for a program whose output is its only result.
 */
export function handleClosedOutput(then: "continue" | "end"): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners("error");
    stream.on("error", () => {
      if (then === "end") process.kill(process.pid, "SIGTERM");
    });
  }
}
