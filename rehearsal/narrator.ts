import { styleText } from "node:util";
import { escapeHidden } from "../domain/config/hidden-characters.ts";

type Style = Parameters<typeof styleText>[0];

/** Prints the story for people: steps with their duration, and indented lines below. Uses colours only on a terminal without NO_COLOR. */
export class Narrator {
  readonly #out: NodeJS.WriteStream;
  readonly #started = performance.now();
  #step = 0;
  #title = "";

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  /** Returns the seconds since the story began. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** Returns the running step, or the last one: `3. pulumi up --stack us`. */
  get current(): string {
    return `${this.#step}. ${this.#title}`;
  }

  /** Prints a step's title, shows its running time, and prints its duration when it is done. */
  async step<T>(title: string, act: () => Promise<T>): Promise<T> {
    this.#step += 1;
    this.#title = title;
    const started = performance.now();
    this.#write(`\n${this.#style("bold", `${this.#step}. ${title}`)}\n`);
    const ticking = this.#out.isTTY
      ? setInterval(
          () =>
            this.#out.write(`\r   ${this.#style("dim", `... ${((performance.now() - started) / 1000).toFixed(0)} s`)}`),
          1000,
        )
      : undefined;
    try {
      return await act();
    } finally {
      clearInterval(ticking);
      this.#line(this.#style("dim", `${((performance.now() - started) / 1000).toFixed(1)} s`));
    }
  }

  /** Prints one line, with invisible characters escaped. */
  line(text: string): void {
    this.#line(escapeHidden(text));
  }

  #line(text: string): void {
    this.#write(`   ${text}\n`);
  }

  /** Prints one line of a conversation. */
  said(who: string, text: string): void {
    this.#line(`${this.#style("cyan", escapeHidden(who).padEnd(26))} ${escapeHidden(text)}`);
  }

  /** Prints a table whose columns are as wide as their content. */
  table(header: readonly string[], cells: readonly (readonly string[])[]): void {
    const rows = cells.map((row) => row.map((cell) => escapeHidden(cell)));
    const widths = header.map((h, i) => Math.max(h.length, ...rows.map((r) => r[i]?.length ?? 0)));
    const format = (row: readonly string[]) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd();
    this.#line(this.#style("bold", format(header)));
    for (const row of rows) this.#line(format(row));
  }

  good(text: string): void {
    this.#line(`${this.#style("green", "ok")} ${escapeHidden(text)}`);
  }

  #write(text: string): void {
    this.#out.write(this.#out.isTTY ? `\r\u001b[K${text}` : text);
  }

  #style(style: Style, text: string): string {
    return this.#out.isTTY && process.env.NO_COLOR === undefined
      ? styleText(style, text, { validateStream: false })
      : text;
  }
}
