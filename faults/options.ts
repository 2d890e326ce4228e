import { collect, OptionError, readArguments, toolOptions, wholeNumberIn } from "../toolchain/tool-options.ts";
import { scenarios } from "./scenarios/index.ts";

/** Options of `npm run faults`. */
export interface Options {
  /** Names of the scenarios to interrupt. @default all */
  readonly scenarios: readonly string[];
  /** Only points whose name contains this text. */
  readonly point: string | undefined;
  /** Number of points to run, spread over all. @default all */
  readonly sample: number | undefined;
  readonly seed: number;
  /** Number of worlds that run in parallel. */
  readonly workers: number;
  readonly list: boolean;
  readonly json: boolean;
}

/** Parses the command line. @throws OptionError */
export function readOptions(args: readonly string[], cores: number): Options {
  const count = wholeNumberIn(1, 999_999);
  const { only, ...options } = readArguments<Omit<Options, "scenarios"> & { only: string[] }>(
    toolOptions("faults")
      .option("--only <scenario>", "", collect, [])
      .option("--point <text>")
      .option("--sample <points>", "", count)
      .option("--seed <number>", "", count, 1)
      .option("--workers <worlds>", "", count, Math.max(1, Math.min(4, cores)))
      .option("--list", "", false)
      .option("--json", "", false),
    args,
  );
  const known = scenarios.map(({ name }) => name);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new OptionError(`No scenario is named ${unknown} (--only). The scenarios: ${known.join(", ")}`);
  return { ...options, scenarios: only.length === 0 ? known : only };
}
