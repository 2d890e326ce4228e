/** A promise about time or size, as docs/performance.md repeats it. The figure must be at most the limit. */
export interface Budget {
  readonly name: string;
  /** What is measured, for people. */
  readonly what: string;
  readonly limit: number;
  /** Unit of the figure: `s`, `ms`, `µs`, `MB`, `GB`, or `x` for a ratio to the baseline of the same run, `requests`. */
  readonly unit: string;
  /** Which measurement gives it: budgets of one group are measured together. */
  readonly group: "engine" | "buying" | "managed" | "handlers" | "router" | "world";
}

export const BUDGETS = [
  { name: "empty-preview", what: "preview of an empty program", limit: 2, unit: "s", group: "engine" },
  {
    name: "preview-50",
    what: "preview of 50 numbers, no change / empty program",
    limit: 1.6,
    unit: "x",
    group: "engine",
  },
  { name: "preview-500", what: "preview of 500 numbers, no change / 50 numbers", limit: 3, unit: "x", group: "engine" },
  { name: "up-200-bought", what: "up of 200 bought numbers / Terraform", limit: 1, unit: "x", group: "buying" },
  {
    name: "requests-500-managed",
    what: "requests of Twilio for each of 500 managed numbers, up",
    limit: 2.5,
    unit: "requests",
    group: "managed",
  },
  {
    name: "preview-500-managed",
    what: "preview of 500 managed numbers, no change / 50",
    limit: 3,
    unit: "x",
    group: "managed",
  },
  { name: "handler-bundle", what: "a handler's bundle, the larger one", limit: 1, unit: "MB", group: "handlers" },
  { name: "handler-load", what: "loading a handler, the slower one", limit: 150, unit: "ms", group: "handlers" },
  {
    name: "handler-warm-p99",
    what: "warm answer, p99, beside one table read",
    limit: 5,
    unit: "ms",
    group: "handlers",
  },
  {
    name: "webhook-http-api",
    what: "a call's webhook through MiniStack's HTTP API",
    limit: 60,
    unit: "ms",
    group: "world",
  },
  { name: "router-decision", what: "router's decision, p99", limit: 50, unit: "µs", group: "router" },
  { name: "world-memory", what: "memory of the whole world", limit: 1, unit: "GB", group: "world" },
  { name: "world-start", what: "start of the whole world", limit: 5, unit: "s", group: "world" },
] as const satisfies readonly Budget[];

export type BudgetName = (typeof BUDGETS)[number]["name"];

/** What a measurement gives for one budget. */
export interface Measured {
  /** In the budget's unit; null if it can't be measured on this machine. */
  readonly figure: number | null;
  /** False if the baseline to compare with isn't on this machine, so that the limit doesn't apply. @default true */
  readonly judged?: boolean;
  /** The baseline and the spread, for people. */
  readonly detail: string;
}

/** One line of the result. */
export interface Verdict {
  readonly name: string;
  readonly budget: number;
  readonly figure: number | null;
  readonly unit: string;
  readonly met: boolean | null;
}

/** Whether a figure keeps its budget; null if it wasn't measured or has no baseline on this machine. */
export function verdict(budget: Budget, measured: Measured | undefined): Verdict {
  const figure = measured?.figure ?? null;
  const met = figure === null || measured?.judged === false ? null : figure <= budget.limit;
  return {
    name: budget.name,
    budget: budget.limit,
    figure: figure === null ? null : rounded(figure),
    unit: budget.unit,
    met,
  };
}

/** Three significant digits, as no figure here is more exact. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** The budgets that `--only` names, by a budget's or a group's name; all without one. */
export function chosen(names: readonly string[]): Budget[] {
  const known = new Set<string>(BUDGETS.flatMap(({ name, group }) => [name, group]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new RangeError(`there is no budget ${unknown.join(", ")}; there are ${[...known].join(", ")}`);
  return BUDGETS.filter(({ name, group }) => names.length === 0 || names.includes(name) || names.includes(group));
}
