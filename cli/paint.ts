import { styleText } from "node:util";
import { escapeHidden } from "../domain/config/hidden-characters.ts";

export type Style = Parameters<typeof styleText>[0];

/**
 * Colours a text for a stream: only where that is a terminal that wants colours (NO_COLOR, FORCE_COLOR). What isn't seen in the text is
 * escaped: names and texts come from files, tables, clouds and callers, and none of them may write on the terminal by itself.
 */
export type Paint = (style: Style, text: string) => string;

/** Painting for one stream. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (style, text) =>
    styleText(style, escapeHidden(text), { stream });

/** Columns as wide as their content, with what isn't seen in it escaped; `style` paints a whole column after it was measured. */
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
