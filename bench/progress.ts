/** One line that changes while the bench works: only on a terminal, so that files and pipes hold results alone. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #started = performance.now();
  #text = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  say(text: string): void {
    this.#text = text;
    if (!this.#out.isTTY) return;
    this.#timer ??= setInterval(() => this.#draw(), 1000).unref();
    this.#draw();
  }

  /** Takes the line away. */
  clear(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#out.isTTY) this.#out.write("\r\u001b[K");
  }

  #draw(): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(0);
    this.#out.write(`\r\u001b[K${seconds.padStart(4)} s  ${this.#text}`.slice(0, (this.#out.columns ?? 80) + 3));
  }
}
