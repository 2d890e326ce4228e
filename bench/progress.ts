/** `everyMs`: without a terminal, the shortest time between two printed lines, so that a pipeline's log shows progress. @default never */
export interface ProgressOptions {
  readonly everyMs?: number;
}

/** A progress line, updated in place on a terminal. Files and pipes get results only, or a line every `everyMs`. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #started = performance.now();
  #text = "";
  #timer: NodeJS.Timeout | undefined;
  readonly #everyMs: number;
  #written = performance.now();

  constructor(out: NodeJS.WriteStream, { everyMs = Number.POSITIVE_INFINITY }: ProgressOptions = {}) {
    this.#out = out;
    this.#everyMs = everyMs;
  }

  say(text: string): void {
    this.#text = text;
    if (this.#out.isTTY) {
      this.#timer ??= setInterval(() => this.#draw(), 1000).unref();
      this.#draw();
    } else this.#writeDown();
  }

  /** Erases the progress line. */
  clear(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#out.isTTY) this.#out.write("\r\u001b[K");
  }

  #writeDown(): void {
    if (performance.now() - this.#written < this.#everyMs) return;
    this.#written = performance.now();
    this.#out.write(`${this.#line()}\n`);
  }

  #line(): string {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(0);
    return `${seconds.padStart(4)} s  ${this.#text}`;
  }

  #draw(): void {
    this.#out.write(`\r\u001b[K${this.#line()}`.slice(0, (this.#out.columns ?? 80) + 3));
  }
}
