import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";

/**
 * A terminal with an input line at the bottom. Lines of the call are written above it, without disturbing what is typed.
 */
export class Screen {
  readonly #out: NodeJS.WriteStream;
  readonly #lines: Interface;
  #closed = false;

  constructor(options: {
    readonly prompt: string;
    readonly onLine: (text: string) => void;
    /** Called at Ctrl-C, and at Ctrl-D in an empty line. */
    readonly onLeave: (how: "interrupt" | "end") => void;
    readonly complete?: (line: string) => [string[], string];
  }) {
    this.#out = process.stdout;
    this.#lines = createInterface({
      input: process.stdin,
      output: process.stdout,
      prompt: options.prompt,
      historySize: 100,
      completer: options.complete,
    });
    this.#lines.on("line", (text) => {
      // The call prints the sentence again with its time, so the typed line is removed.
      moveCursor(this.#out, 0, -rowsOf(options.prompt + text, this.#out.columns || 80));
      cursorTo(this.#out, 0);
      clearScreenDown(this.#out);
      options.onLine(text);
      if (!this.#closed) this.#lines.prompt();
    });
    this.#lines.on("SIGINT", () => options.onLeave("interrupt"));
    this.#lines.on("close", () => {
      if (!this.#closed) options.onLeave("end");
    });
    this.#lines.prompt();
  }

  /** Writes lines above the prompt. */
  write(lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (!this.#closed) {
      const { rows } = this.#lines.getCursorPos();
      moveCursor(this.#out, 0, -rows);
      cursorTo(this.#out, 0);
      clearScreenDown(this.#out);
    }
    this.#out.write(`${lines.join("\n")}\n`);
    if (!this.#closed) this.#lines.prompt(true);
  }

  /** Ends the input and removes the prompt. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { rows } = this.#lines.getCursorPos();
    moveCursor(this.#out, 0, -rows);
    cursorTo(this.#out, 0);
    clearScreenDown(this.#out);
    this.#lines.close();
  }
}

/** Number of terminal rows that a typed line occupies. */
function rowsOf(text: string, width: number): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const shown = text.replace(/\u001b\[[0-9;]*m/g, "").length;
  return Math.max(1, Math.ceil(shown / width));
}
