/** An upper limit for a time, a size or a count; docs/performance.md lists the same limits. */
export interface Budget {
  readonly name: string;
  /** What is measured, for people. */
  readonly what: string;
  readonly limit: number;
  /** Unit of the figure: `s`, `ms`, `µs`, `MB`, `GB`, `requests`, or `x` for a ratio to a baseline measured in the same run. */
  readonly unit: string;
  /** The measurement that yields the figure: budgets of one group are measured together. */
  readonly group: "engine" | "buying" | "managed" | "handlers" | "router" | "check" | "world";
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
  { name: "check-100", what: "check of 100 stack files", limit: 1, unit: "s", group: "check" },
  { name: "check-10000", what: "check of 10,000 stack files", limit: 10, unit: "s", group: "check" },
  {
    name: "check-one-changed",
    what: "check of 10,000 stack files of which one has changed",
    limit: 1,
    unit: "s",
    group: "check",
  },
  { name: "world-memory", what: "memory of the whole world", limit: 1, unit: "GB", group: "world" },
  { name: "world-start", what: "start of the whole world", limit: 5, unit: "s", group: "world" },
] as const satisfies readonly Budget[];

export type BudgetName = (typeof BUDGETS)[number]["name"];

/** The result of a measurement for one budget. */
export interface Measured {
  /** The measured value, in the budget's unit; null if it can't be measured on this machine. */
  readonly figure: number | null;
  /** False if this machine lacks the baseline (such as Terraform), so that the limit can't be judged. @default true */
  readonly judged?: boolean;
  /** How the figure came about, for people: the baseline, and the spread over the runs. */
  readonly detail: string;
}

/** The judgement of one budget, as in the JSON output. */
export interface Verdict {
  readonly name: string;
  readonly budget: number;
  readonly figure: number | null;
  readonly unit: string;
  readonly met: boolean | null;
}

/** Judges a figure against its budget. `met` is null if the figure wasn't measured or this machine lacks the baseline. */
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

/** Rounds to three significant digits: no measurement of the bench is more exact. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Returns the budgets that `--only` selects by the name of a budget or a group; without names, all budgets. */
export function chosen(names: readonly string[]): Budget[] {
  const known = new Set<string>(BUDGETS.flatMap(({ name, group }) => [name, group]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new RangeError(`there is no budget ${unknown.join(", ")}; there are ${[...known].join(", ")}`);
  return BUDGETS.filter(({ name, group }) => names.length === 0 || names.includes(name) || names.includes(group));
}
