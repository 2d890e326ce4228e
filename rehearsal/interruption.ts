import { constants } from "node:os";

/** What asks a program to end: Ctrl-C, `kill` and pipelines, a terminal that is closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Repeats of a signal within this time count as one: `timeout` and terminals send it to a program and to its parent, which passes it on. */
const ONE_SIGNAL_MS = 300;

/**
 * Takes over the signals that would end this process. The first one cancels: what is under way comes to an orderly end. A second one
 * terminates: it ends at once.
 */
export class Interruption {
  readonly #cancel = new AbortController();
  readonly #terminate = new AbortController();
  readonly #hear = (signal: NodeJS.Signals) => this.#heard(signal);
  #signal: NodeJS.Signals | undefined;
  #at = 0;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#hear);
  }

  /** Aborted by the first signal. */
  get cancel(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Calls back at the first signal: at once where it has come already. */
  onCancel(act: () => void): void {
    if (this.#cancel.signal.aborted) act();
    else this.#cancel.signal.addEventListener("abort", act, { once: true });
  }

  /** Aborted by the second signal. */
  get terminate(): AbortSignal {
    return this.#terminate.signal;
  }

  /** The first signal that came; undefined until then. */
  get signal(): NodeJS.Signals | undefined {
    return this.#signal;
  }

  /** 128 and the number of the signal, as shells have it: 130 after Ctrl-C, 143 after SIGTERM. */
  get exitCode(): number {
    return 128 + (this.#signal === undefined ? 0 : constants.signals[this.#signal]);
  }

  /** From now on signals end this process again. */
  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#hear);
  }

  #heard(signal: NodeJS.Signals): void {
    if (this.#signal === undefined) {
      this.#signal = signal;
      this.#at = performance.now();
      this.#cancel.abort(new Error(`interrupted by ${signal}`));
    } else if (performance.now() - this.#at > ONE_SIGNAL_MS) this.#terminate.abort();
  }
}

/**
 * What a program says may have no reader any more: the terminal is closed, or `head` has seen enough. Then it goes on to its end, or, where what
 * it says is all that it is for, ends as if SIGTERM had come.
 */
export function withoutReaders(then: "go on" | "end"): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners("error");
    stream.on("error", () => {
      if (then === "end") process.kill(process.pid, "SIGTERM");
    });
  }
}
