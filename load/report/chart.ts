/** A line of a chart, or a layer of stacked bars. `points` has a value for each second; undefined is a gap. */
export interface Series {
  readonly name: string;
  /** A colour of the page's palette, 1 to 6. */
  readonly colour: number;
  readonly points: readonly (number | undefined)[];
}

export interface ChartArgs {
  readonly title: string;
  /** Label of the vertical axis, with the unit. */
  readonly axis: string;
  readonly series: readonly Series[];
  /** Draws stacked bars instead of lines. */
  readonly stacked?: boolean;
  /** Makes the vertical axis logarithmic, from 1. */
  readonly log?: boolean;
  readonly shades: readonly Shade[];
}

/** A shaded time span of a chart, in seconds. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const WIDTH = 900;
const HEIGHT = 240;
const BOX = { left: 64, right: 12, top: 22, bottom: 36 };
const INNER = { width: WIDTH - BOX.left - BOX.right, height: HEIGHT - BOX.top - BOX.bottom };

/** Renders a chart over time as SVG, with a legend, and each second's figures as tooltips. */
export function chart(args: ChartArgs): string {
  const { title, axis, series, stacked, shades } = args;
  const count = Math.max(1, ...series.map(({ points }) => points.length));
  const x = (second: number) => BOX.left + (second / count) * INNER.width;
  const { y, ticks } = verticalOf(args, count);
  const bottom = BOX.top + INNER.height;
  const marks = [
    ...shades.map(({ from, to, label }, i) => {
      // Two adjacent shades may be narrower than their labels: the first label is written to the left, the second to the right.
      const [edge, anchor] = i === 0 ? [x(to) - 4, "end"] : [x(from) + 4, "start"];
      return (
        `<rect class="shade" x="${at(x(from))}" y="${BOX.top}" width="${at(x(to) - x(from))}" height="${INNER.height}"/>` +
        `<text class="shade-name" x="${at(edge)}" y="${BOX.top - 7}" text-anchor="${anchor}">${escaped(label)}</text>`
      );
    }),
    ...ticks.map(
      (tick) =>
        `<line class="grid" x1="${BOX.left}" x2="${WIDTH - BOX.right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>` +
        `<text x="${BOX.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${figure(tick)}</text>`,
    ),
    ...steps(count, 10).map(
      (second) =>
        `<line class="tick" x1="${at(x(second))}" x2="${at(x(second))}" y1="${bottom}" y2="${bottom + 4}"/>` +
        `<text x="${at(x(second))}" y="${bottom + 17}" text-anchor="middle">${second}</text>`,
    ),
    `<line class="axis" x1="${BOX.left}" x2="${WIDTH - BOX.right}" y1="${bottom}" y2="${bottom}"/>`,
    `<text x="${WIDTH - BOX.right}" y="${HEIGHT - 4}" text-anchor="end">seconds since the first call</text>`,
    `<text class="axis-name" transform="rotate(-90)" x="${-(BOX.top + INNER.height / 2)}" y="14" text-anchor="middle">${escaped(axis)}</text>`,
    ...(stacked ? bars(series, count, x, y) : series.map((one) => lines(one, x, y))),
    ...pointers(series, count, x),
  ];
  const legend = series.map(({ name, colour }) => `<span><i class="c${colour}"></i>${escaped(name)}</span>`).join("");
  return `<figure><figcaption><b>${escaped(title)}</b><span class="legend">${legend}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">${marks.join("\n")}</svg></figure>`;
}

function verticalOf(
  { series, stacked, log }: ChartArgs,
  count: number,
): { y: (value: number) => number; ticks: number[] } {
  const tops = Array.from({ length: count }, (_, second) => {
    const values = series.map(({ points }) => points[second] ?? 0);
    return stacked ? values.reduce((a, b) => a + b, 0) : Math.max(...values);
  });
  const most = Math.max(...tops, log ? 10 : 1);
  if (log) {
    const decades = Math.ceil(Math.log10(most));
    const y = (value: number) => BOX.top + INNER.height * (1 - Math.log10(Math.max(1, value)) / decades);
    return { y, ticks: Array.from({ length: decades + 1 }, (_, power) => 10 ** power) };
  }
  const ticks = steps(most * 1.05, 5);
  const top = Math.max(most * 1.05, ticks.at(-1)!);
  return { y: (value) => BOX.top + INNER.height * (1 - value / top), ticks };
}

/** Returns about `about` round figures from 0 up to a limit. */
function steps(limit: number, about: number): number[] {
  const rough = Math.max(limit / about, 1e-9);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.floor(limit / step) + 1 }, (_, i) => i * step);
}

function lines({ points, colour }: Series, x: (second: number) => number, y: (value: number) => number): string {
  let path = "";
  let isOpen = false;
  for (const [second, value] of points.entries()) {
    if (value !== undefined) path += `${isOpen ? "L" : "M"}${at(x(second + 0.5))} ${at(y(value))}`;
    isOpen = value !== undefined;
  }
  return `<path class="line s${colour}" d="${path}"/>`;
}

function bars(
  series: readonly Series[],
  count: number,
  x: (second: number) => number,
  y: (value: number) => number,
): string[] {
  const width = at(Math.max(1, x(1) - x(0) - 1));
  const below = new Array<number>(count).fill(0);
  return series.flatMap(({ points, colour }) =>
    points.flatMap((value = 0, second) => {
      if (value === 0) return [];
      const from = below[second]!;
      below[second] = from + value;
      const [top, height] = [y(from + value), y(from) - y(from + value)];
      return [`<rect class="f${colour}" x="${at(x(second))}" y="${at(top)}" width="${width}" height="${at(height)}"/>`];
    }),
  );
}

/** Renders the tooltips: one invisible rectangle for each second, with its figures. */
function pointers(series: readonly Series[], count: number, x: (second: number) => number): string[] {
  return Array.from({ length: count }, (_, second) => {
    const said = series.flatMap(({ name, points }) =>
      points[second] === undefined ? [] : [`${name}: ${figure(points[second])}`],
    );
    return `<rect class="pointer" x="${at(x(second))}" y="${BOX.top}" width="${at(x(1) - x(0))}" height="${INNER.height}"><title>second ${second}\n${escaped(said.join("\n"))}</title></rect>`;
  });
}

const at = (value: number) => String(Math.round(value * 10) / 10);

/** Formats a figure with three significant digits. */
export function figure(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(value >= 10 ? 1 : 2);
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
