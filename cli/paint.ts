import { styleText } from "node:util";

export type Style = Parameters<typeof styleText>[0];

/** Colours a text for a stream: only where that is a terminal that wants colours (NO_COLOR, FORCE_COLOR). */
export type Paint = (style: Style, text: string) => string;

/** Painting for one stream. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (style, text) =>
    styleText(style, text, { stream });

/** Columns as wide as their content; `style` paints a whole column after it was measured. */
export function columns(
  rows: readonly (readonly string[])[],
  style: readonly ((text: string) => string)[] = [],
): string[] {
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
