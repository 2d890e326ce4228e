import { styleText } from "node:util";
import { escapeHidden } from "../domain/config/hidden-characters.ts";

/** Whether the command is interactive: both streams are a terminal, and no JSON is wanted. */
export const isInteractive = (json: boolean | undefined): boolean =>
  !json && process.stdin.isTTY === true && process.stdout.isTTY === true;

export type Style = Parameters<typeof styleText>[0];

/**
 * Colours a text on a terminal (NO_COLOR and FORCE_COLOR override this). Escapes hidden characters: texts come from files, tables, clouds
 * and callers, and must not control the terminal.
 */
export type Paint = (style: Style, text: string) => string;

/** Returns the colouring function of a stream. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (style, text) =>
    styleText(style, escapeHidden(text), { stream });

/** Formats rows with columns as wide as their content, hidden characters escaped. `style` colours a column after it is measured. */
export function columns(
  cells: readonly (readonly string[])[],
  style: readonly ((text: string) => string)[] = [],
): string[] {
  const rows = cells.map((row) => row.map((cell) => escapeHidden(cell)));
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const padded = i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0);
        return style[i]?.(padded) ?? padded;
      })
      .join("  ")
      .trimEnd(),
  );
}
